using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace LockCheck.Engine;

/// <summary>Writes the sections of a checkpoint to a stream, each once, with its checksum.</summary>
internal sealed class CheckpointWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _before = [];

    public CheckpointWriter(Stream stream)
    {
        _stream = stream;
        _stream.Write(Encoding.ASCII.GetBytes(CheckpointSections.Magic));
    }

    /// <summary>Writes lines of a key and a value each.</summary>
    public void Lines(string name, IReadOnlyList<(string Key, string Value)> lines)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        writer.Write(lines.Count);
        foreach (var (key, value) in lines)
        {
            writer.Write(key);
            writer.Write(value);
        }

        writer.Flush();
        Begin(name, content.Length);
        Put(content.GetBuffer().AsSpan(0, (int)content.Length));
        End();
    }

    /// <summary>Writes values of a fixed size.</summary>
    public void Values<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        Begin(name, bytes.Length);
        Put(bytes);
        End();
    }

    /// <summary>Writes how states were reached, from where the log lies.</summary>
    public void Log(ParentLog log)
    {
        Begin(CheckpointSections.Log, log.Count * sizeof(ulong));
        for (var chunk = 0; chunk < log.ChunkCount; chunk++)
        {
            Put(log.Chunk(chunk));
        }

        End();
    }

    public void Dispose() => _hash.Dispose();

    private void Begin(string name, long length)
    {
        _hash.AppendData(_before);
        Put(CheckpointSections.BytesOf(name));
        Put(BitConverter.GetBytes(length));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _stream.Write(bytes);
    }

    private void End()
    {
        _before = _hash.GetHashAndReset();
        _stream.Write(_before);
    }
}
