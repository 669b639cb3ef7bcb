using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// What has to be the same for a search to go on in another process: the runtime, the hash, the builds of the engine
/// and of the model's code, where everything lies in a state vector, and the bounds that decide which states there are.
/// </summary>
internal static class BuildIdentity
{
    /// <summary>Lists it.</summary>
    public static IReadOnlyList<(string Key, string Value)> Of(LoadedModel model, SearchOptions options) =>
    [
        ("runtime", RuntimeInformation.FrameworkDescription),
        ("processor", RuntimeInformation.ProcessArchitecture.ToString()),
        ("hash of states", AesHash.IsSupported ? "aes" : "product"),
        .. ModulesOf(options).Select(module => ($"build of {module.Name}", module.ModuleVersionId.ToString())),
        ("threads", Text(model.Shape.ThreadCount)),
        ("bytes of the vector", Text(model.Shape.VectorBytes)),
        ("bytes of a thread", $"{Text(model.Shape.PrivateBytes)} + {Text(model.Shape.FrameBytes)}"),
        .. model.Layout.Regions.Select(region => (
            $"region {region.Name}", $"{Text(region.Offset)}, {Text(region.Bytes)} bytes")),
        ("most preemptions", options.Preemptions is { } most ? Text(most) : "no bound"),
        ("stop at the first failure", options.StopAtFirst ? "yes" : "no"),
    ];

    /// <summary>Requires two lists to be equal; names the first difference.</summary>
    /// <param name="path">The checkpoint, for the message.</param>
    /// <param name="there">What it says.</param>
    /// <param name="here">What is here.</param>
    public static void Require(
        string path,
        IReadOnlyList<(string Key, string Value)> there,
        IReadOnlyList<(string Key, string Value)> here)
    {
        for (var i = 0; i < Math.Max(there.Count, here.Count); i++)
        {
            var one = i < there.Count ? there[i] : default;
            var other = i < here.Count ? here[i] : default;
            if (one == other)
            {
                continue;
            }

            var difference = one.Key == other.Key
                ? $"{one.Key}: {one.Value} there, {other.Value} here"
                : $"{one.Key ?? "nothing"} there, {other.Key ?? "nothing"} here";
            throw new CheckpointException(
                $"The checkpoint {path} is of another search, or of another build ({difference}). Usual cause: a "
                + "program that was built anew, or an update of .NET, since it was written. Go on with what wrote it, "
                + "or begin anew with --checkpoint and another folder.");
        }
    }

    private static IEnumerable<Module> ModulesOf(SearchOptions options) =>
        (options.Checkpoints?.Modules ?? [])
            .Append(typeof(BuildIdentity).Assembly)
            .SelectMany(assembly => assembly.GetModules())
            .Distinct()
            .OrderBy(module => module.Name, StringComparer.Ordinal);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
