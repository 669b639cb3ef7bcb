using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Layouts;

/// <summary>The maps of cat, bash and python at their end, as the kernel printed them (data/maps).</summary>
internal static class RecordedMaps
{
    public static RealMap Parse(string program) => ProcMaps.ReadFile(PathOf($"{program}.final.maps"));

    public static string PathOf(string file)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "tests", "LockCheck.Kernel.Tests", "data", "maps", file);
            if (File.Exists(path)) return path;
        }

        throw new FileNotFoundException($"no folder above the test binaries has data/maps/{file}");
    }
}
