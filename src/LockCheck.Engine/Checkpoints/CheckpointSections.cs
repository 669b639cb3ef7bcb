namespace LockCheck.Engine;

/// <summary>
/// The parts of a checkpoint's file, in their order. Behind the file's first line stands, for each: its name in eight
/// bytes, its length in eight, its content, and the SHA-256 of all of that and of the sum before it, so that no part
/// can be taken from another checkpoint.
/// </summary>
internal static class CheckpointSections
{
    /// <summary>The file's first line.</summary>
    public const string Magic = "lockcheck checkpoint 1\n";

    /// <summary>What the caller names the search by.</summary>
    public const string Head = "head";

    /// <summary>What has to be the same for a search to go on: the builds, the vector, the bounds.</summary>
    public const string Build = "build";

    /// <summary>The numbers of the search.</summary>
    public const string Counts = "counts";

    /// <summary>What was found.</summary>
    public const string Found = "found";

    /// <summary>How each state was first reached: eight bytes a state.</summary>
    public const string Log = "log";

    /// <summary>The end: nothing follows.</summary>
    public const string End = "end";

    /// <summary>The bytes of a section's name.</summary>
    public const int NameBytes = 8;

    /// <summary>The name of a section as it stands in the file.</summary>
    public static byte[] BytesOf(string name) => System.Text.Encoding.ASCII.GetBytes(name.PadRight(NameBytes));
}
