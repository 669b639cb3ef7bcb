using System.Xml.Linq;

namespace LockCheck.Style.Tests.Rules;

/// <summary>Rooms of the house: a project refers only to those below it, and none refers to a test.</summary>
internal static class ProjectArrows
{
    /// <summary>From the top down. The order says who may know whom.</summary>
    private static readonly string[] Rooms =
    [
        "LockCheck.Cli",
        "LockCheck.Coyote",
        "LockCheck.Xunit",
        "LockCheck.Reporting",
        "LockCheck.Conformance",
        "LockCheck.Specs",
        "LockCheck.Protocols",
        "LockCheck.Kernel",
        "LockCheck.Engine",
    ];

    /// <summary>What tests may refer to beside the rooms: a package's stand-in, where that cannot be had.</summary>
    private static readonly string[] StandIns = ["LockCheck.Coyote.StandIn"];

    public static IEnumerable<string> Find(SourceFile file)
    {
        if (file.Extension != ".csproj")
        {
            yield break;
        }

        string name = NameOf(file.Path);
        int floor = Array.IndexOf(Rooms, name);
        if (floor < 0 && !file.IsUnder("tests"))
        {
            yield return $"{file.Path}: a room that the order does not name; give it its place";
            yield break;
        }

        foreach (string target in References(file.Text))
        {
            if (StandIns.Contains(target) && name.EndsWith(".Tests") && name != "LockCheck.Style.Tests")
            {
                continue;
            }

            int below = Array.IndexOf(Rooms, target);
            if (name == "LockCheck.Style.Tests")
            {
                yield return $"{file.Path}: refers to {target}; the style tests refer to nothing of ours";
            }
            else if (below < 0)
            {
                yield return $"{file.Path}: refers to {target}, which is not one of the rooms";
            }
            else if (below <= floor)
            {
                yield return $"{file.Path}: refers up to {target}; arrows point down only";
            }
        }
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(project).Descendants()
            .Where(element => element.Name.LocalName == "ProjectReference")
            .Select(element => NameOf(element.Attribute("Include")!.Value));

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
