using System.Text;
using LockCheck.Kernel.Traces;
using Trace = LockCheck.Kernel.Tests.Traces.Trace;

namespace LockCheck.Kernel.Tests.Traces.Windows;

/// <summary>Takes windows from logs.</summary>
internal static class Windows
{
    /// <summary>Those of a recorded program.</summary>
    public static List<TraceWindow> Recorded(string name, int calls, long? line = null) =>
        Of(Trace.Maps(name + ".initial.maps"), Trace.Bytes(name + ".strace"), calls, line, TouchedMemory.All).Windows;

    /// <summary>Those of lines on the small program.</summary>
    public static List<TraceWindow> Small(int calls, params string[] log) =>
        Small(calls, null, TouchedMemory.All, log).Windows;

    /// <summary>Those of lines on the small program, and what the recorder knows in the end.</summary>
    public static (List<TraceWindow> Windows, WindowRecorder Recorder) Small(
        int calls, long? line, TouchedMemory touched, params string[] log) => Of(
        MapsFile.Parse(Trace.Small, "maps"),
        Encoding.UTF8.GetBytes(string.Join('\n', log) + "\n"),
        calls,
        line,
        touched);

    private static (List<TraceWindow> Windows, WindowRecorder Recorder) Of(
        MapsFile initial, byte[] log, int calls, long? line, TouchedMemory touched)
    {
        var windows = new List<TraceWindow>();
        var recorder = new WindowRecorder(calls, line, window =>
        {
            windows.Add(window);
            return true;
        });
        _ = Trace.Replay(new TraceRequest(initial) { Touched = touched, Windows = recorder }, log);
        return (windows, recorder);
    }
}
