namespace LockCheck.Reporting.Coyote;

/// <summary>
/// A run of a test under Coyote 1.7.11, as its trace files keep it. The settings are those of Coyote's own defaults: a
/// replay takes nothing else from them.
/// </summary>
public sealed record CoyoteTrace
{
    /// <summary>The version of which files are read and written: the steps of others may mean other things.</summary>
    public const string Version = "1.7.11.0";

    /// <summary>What trace files end with; Coyote takes no others.</summary>
    public const string Extension = ".trace";

    /// <summary>Gets the name of the test, as it was given to Coyote; may be empty.</summary>
    public required string TestName { get; init; }

    /// <summary>Gets the steps, in order.</summary>
    public required IReadOnlyList<CoyoteStep> Steps { get; init; }

    /// <summary>Gets the schedule that the trace was made of; null for a trace that Coyote found.</summary>
    public TraceOrigin? Origin { get; init; }

    /// <summary>Gets the file, for messages.</summary>
    public string Name { get; init; } = "the trace";

    /// <summary>Reads a trace.</summary>
    /// <param name="bytes">The content of a trace file.</param>
    /// <param name="name">What messages call it; the name of its file.</param>
    /// <returns>The trace.</returns>
    /// <exception cref="CoyoteTraceException">It is damaged, or none, or of another version.</exception>
    public static CoyoteTrace Parse(byte[] bytes, string name) => new CoyoteTraceReader(bytes, name).Read();

    /// <summary>Writes the trace as Coyote does.</summary>
    /// <returns>The content of a trace file.</returns>
    public string ToText() => CoyoteTraceWriter.Text(this);
}

/// <summary>
/// What a trace does not say of the schedule that it was made of, in a member of the file that Coyote passes over. With
/// it the schedule comes back to the byte; a trace that was changed does not.
/// </summary>
/// <param name="Head">The lines above the schedule's steps: about, breaks, shortest, kind, and the scenario.</param>
/// <param name="Steps">How many steps the schedule has.</param>
/// <param name="Digest">The digest at the schedule's end.</param>
public sealed record TraceOrigin(IReadOnlyList<(string Key, string Value)> Head, int Steps, string Digest);
