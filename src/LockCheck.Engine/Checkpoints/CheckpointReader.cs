using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace LockCheck.Engine;

/// <summary>Reads the sections of a checkpoint, in their order, and holds each against its checksum.</summary>
internal sealed class CheckpointReader : IDisposable
{
    private const int LinesBytesMax = 64 << 20;
    private const int BufferBytes = 1 << 16;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _before = [];

    /// <exception cref="CheckpointException">The file cannot be read, or is no checkpoint.</exception>
    public CheckpointReader(string path)
    {
        _path = path;
        try
        {
            _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                $"The checkpoint {path} cannot be read ({exception.Message.TrimEnd('.')}). Usual cause: a file of "
                + "another user. Check its permissions.",
                exception);
        }

        var magic = new byte[CheckpointSections.Magic.Length];
        var read = _stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (Encoding.Latin1.GetString(magic, 0, read) != CheckpointSections.Magic)
        {
            _stream.Dispose();
            throw new CheckpointException(
                $"{path} does not begin as a checkpoint of this version does. Usual cause: another file of that name, "
                + "or one that a newer lockcheck wrote. Begin anew with --checkpoint.");
        }
    }

    /// <summary>Reads lines of a key and a value each.</summary>
    public IReadOnlyList<(string Key, string Value)> ReadLines(string name)
    {
        var length = Begin(name);
        if (length > LinesBytesMax)
        {
            throw Damaged(name);
        }

        var content = new byte[length];
        Fill(name, content);
        End(name);
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        var lines = new (string, string)[reader.ReadInt32()];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = (reader.ReadString(), reader.ReadString());
        }

        return lines;
    }

    /// <summary>Reads values of a fixed size.</summary>
    public T[] ReadValues<T>(string name)
        where T : unmanaged
    {
        var length = Begin(name);
        var size = Marshal.SizeOf<T>();
        if (length > LinesBytesMax || length % size != 0)
        {
            throw Damaged(name);
        }

        var values = new T[length / size];
        Fill(name, MemoryMarshal.AsBytes(values.AsSpan()));
        End(name);
        return values;
    }

    /// <summary>Reads how states were reached, into a log that is empty.</summary>
    public void ReadLog(ParentLog log)
    {
        const string Name = CheckpointSections.Log;
        var length = Begin(Name);
        log.Fill(length / sizeof(ulong));
        if (length != log.Count * sizeof(ulong))
        {
            throw Damaged(Name);
        }

        for (var chunk = 0; chunk < log.ChunkCount; chunk++)
        {
            Fill(Name, log.Chunk(chunk));
        }

        End(Name);
    }

    /// <summary>Reads that nothing follows.</summary>
    public void ReadEnd()
    {
        const string Name = CheckpointSections.End;
        if (Begin(Name) != 0)
        {
            throw Damaged(Name);
        }

        End(Name);
        if (_stream.ReadByte() >= 0)
        {
            throw Damaged(Name);
        }
    }

    public void Dispose()
    {
        _hash.Dispose();
        _stream.Dispose();
    }

    private CheckpointException Damaged(string section) => new(
        $"The checkpoint {_path} is damaged in its section `{section}`: its checksum does not fit. Usual cause: a disk "
        + "error, or a file that was edited. Begin anew with --checkpoint and another folder.");

    private CheckpointException Truncated(string section) => new(
        $"The checkpoint {_path} ends in its section `{section}`. Usual cause: a copy that was cut short. Copy it "
        + "again, or begin anew with --checkpoint and another folder.");

    private long Begin(string name)
    {
        _hash.AppendData(_before);
        Span<byte> head = stackalloc byte[CheckpointSections.NameBytes + sizeof(long)];
        Fill(name, head);
        var length = BitConverter.ToInt64(head[CheckpointSections.NameBytes..]);
        if (!head[..CheckpointSections.NameBytes].SequenceEqual(CheckpointSections.BytesOf(name)) || length < 0)
        {
            throw Damaged(name);
        }

        return length > _stream.Length - _stream.Position ? throw Truncated(name) : length;
    }

    private void Fill(string name, Span<byte> bytes)
    {
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Truncated(name);
        }

        _hash.AppendData(bytes);
    }

    private void End(string name)
    {
        var sum = new byte[SHA256.HashSizeInBytes];
        if (_stream.ReadAtLeast(sum, sum.Length, throwOnEndOfStream: false) < sum.Length)
        {
            throw Truncated(name);
        }

        _before = _hash.GetHashAndReset();
        if (!sum.AsSpan().SequenceEqual(_before))
        {
            throw Damaged(name);
        }
    }
}
