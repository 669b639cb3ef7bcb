using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>What the list says of readers: it is there, can be looked up, and has the defects of claims.</summary>
public partial class ReaderFactsTests
{
    private static readonly Catalogue Known = Catalogue.Load();

    public static TheoryData<string> Names => [.. Known.Readers.Select(reader => reader.Name)];

    // Goal: no reader of ours keeps silent about where it comes from. Method: its source has a posting's date, a
    // commit, a version or a section of the document.
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reader_says_its_kernels_its_lock_and_its_source(string name)
    {
        var facts = Known.Reader(name).Facts;
        Assert.NotNull(facts);
        Assert.NotEmpty(facts.Versions);
        Assert.NotEmpty(facts.ReliesOn);
        Assert.Matches(@"20\d\d\)|[0-9a-f]{12}|\bv\d+\.\d+|protocols\.md \d", facts.Source);
    }

    // Goal: sources can be looked up. Method: each commit and each section that is named is in the document.
    [Theory]
    [MemberData(nameof(Names))]
    public void Commits_and_sections_of_a_source_are_in_the_document(string name)
    {
        var document = File.ReadAllText(Document());
        var facts = Known.Reader(name).Facts!;
        Assert.All(Commit().Matches(facts.Source + facts.Versions), id => Assert.Contains(id.Value, document));
        Assert.All(Section().Matches(facts.Source), section =>
            Assert.Matches(new Regex($@"(?m)^##? {Regex.Escape(section.Groups[1].Value)}\."), document));
    }

    // Goal: defects are those that claims show, and what nobody promised is none. Method: readers worked by hand: the
    // finding F4 of the merged maps breaks I5 alone, and the repaired reader is in claims of what is mended only.
    [Theory]
    [InlineData("task_vma/v3", "#1, #2, #3, #4")]
    [InlineData("task_vma/v7-mm-ref", "#3, #6, #7, #8")]
    [InlineData("task_vma/resume-unshown", "")]
    [InlineData("proc_maps/per-vma-lock", "#36, #37, F1, F2, F3")]
    [InlineData("iter_task_vma/snapshot", "#14, #16, #17, F7")]
    public void Defects_are_those_that_claims_show(string name, string defects) =>
        Assert.Equal(defects, string.Join(", ", KnownDefects.Of(Known, Known.Reader(name))));

    // Goal: names select what they stand for, and nothing else. Method: a family, a column, a writer and an invariant.
    [Fact]
    public void A_selection_has_what_the_names_stand_for()
    {
        var some = Selection.Of(Known, ["smaps_rollup", "P-PV", "split-front", "I1"]);
        Assert.Equal(
            ["proc_maps/per-vma-lock", "smaps_rollup/5.10", "smaps_rollup/6.1", "smaps_rollup/6.10"],
            some.Readers.Select(reader => reader.Name));
        Assert.Equal(["split-front"], some.Writers.Select(writer => writer.Name));
        Assert.Equal(["I1"], some.Invariants.Select(invariant => invariant.Id));
        Assert.Equal(Known.Readers, Selection.Of(Known, []).Readers);
        Assert.Throws<UnknownNameException>(() => Selection.Of(Known, ["I1", "split"]));
    }

    private static string Document([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "protocols.md");

    [GeneratedRegex("[0-9a-f]{12}")]
    private static partial Regex Commit();

    [GeneratedRegex(@"protocols\.md ([1-9][a-z]?)\b(?!\.)")]
    private static partial Regex Section();
}
