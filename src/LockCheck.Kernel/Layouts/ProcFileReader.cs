using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LockCheck.Kernel.Layouts;

/// <summary>
/// Reads a file of /proc again and again. When the process reads its own maps, garbage can move the runtime's heap and
/// so the very map; therefore bytes are compared in two buffers that stay, and text is made only of new bytes.
/// </summary>
internal sealed class ProcFileReader(string path)
{
    private byte[] _now = new byte[1 << 16];
    private byte[] _before = new byte[1 << 16];
    private int _lengthBefore = -1;
    private string _text = "";

    /// <summary>The file's text; the same string object as before when nothing changed.</summary>
    public string Read()
    {
        int length = Fill();
        if (length == _lengthBefore && _now.AsSpan(0, length).SequenceEqual(_before.AsSpan(0, length))) return _text;
        (_now, _before, _lengthBefore) = (_before, _now, length);
        return _text = Encoding.UTF8.GetString(_before, 0, length);
    }

    private int Fill()
    {
        // FileShare.ReadWrite: any other sharing makes the runtime flock() the file.
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        for (int length = 0; ;)
        {
            if (length == _now.Length) Array.Resize(ref _now, 2 * length);
            int got = RandomAccess.Read(file, _now.AsSpan(length), length);
            if (got == 0) return length;
            length += got;
        }
    }
}
