using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;
using LockCheck.Reporting.Json;
using LockCheck.Reporting.Recordings;

namespace LockCheck.Cli.Checking;

/// <summary>Plays recordings on the model's address space, and says where the two part.</summary>
internal sealed class VmaRun(
    string[] files, int first, bool json, Surroundings surroundings, CancellationToken cancellation)
{
    /// <summary>How many differences of a file are shown.</summary>
    public const int FirstDefault = 3;

    public int Run()
    {
        var played = new List<PlayedFile>();
        foreach (var file in files)
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            played.Add(Play(file));
        }

        var report = new VmaReport(played);
        var code = cancellation.IsCancellationRequested ? ExitCodes.Inconclusive
            : report.Differs ? ExitCodes.Safety
            : ExitCodes.Nothing;
        surroundings.Print(json, () => JsonReports.Text(VmaJson.Of(report, code)), () => VmaText.Lines(report));
        return code;
    }

    private PlayedFile Play(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                ? Cases(path, stream)
                : Sequences(path, stream);
        }
        catch (RecordingException exception)
        {
            throw new UsageException($"{path}, {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            throw new UsageException(
                $"{path} cannot be read: {exception.Message} Usual cause: a slip in the path, or a folder. "
                + "Give the path of a file.",
                exception);
        }
    }

    private PlayedFile Cases(string path, Stream stream)
    {
        var (rules, cases) = CaseReader.Read(stream);
        if (cases.IsEmpty)
        {
            throw new RecordingException("the file", "it has no case", "at least one");
        }

        var different = cases.Select(one => CasePlayer.Play(one, rules)).OfType<Difference>().ToList();
        return new PlayedFile
        {
            Path = path,
            Unit = "case",
            Total = cases.Length,
            AsExpected = cases.Length - different.Count,
            Operations = cases.Length,
            KernelViews = cases.Length,
            Differences = [.. different.Take(first)],
        };
    }

    private PlayedFile Sequences(string path, Stream stream)
    {
        using var reader = new StreamReader(stream);
        var (total, asExpected, operations, kernelViews) = (0L, 0L, 0L, 0L);
        var shown = new List<Difference>();
        while (reader.ReadLine() is { } line && !cancellation.IsCancellationRequested)
        {
            var sequence = SequenceReader.Read(line, ++total);
            operations += sequence.Calls.Length;
            kernelViews += sequence.Calls.Count(call => !call.Kernel.IsDefault);
            var difference = SequencePlayer.Play(sequence, ExactRules.Linux618);
            if (difference is null)
            {
                asExpected++;
            }
            else if (shown.Count < first)
            {
                shown.Add(difference);
            }
        }

        return total == 0
            ? throw new RecordingException("line 1", "the file is empty", "one sequence a line")
            : new PlayedFile
            {
                Path = path,
                Unit = "sequence",
                Total = total,
                AsExpected = asExpected,
                Operations = operations,
                KernelViews = kernelViews,
                Differences = shown,
            };
    }
}
