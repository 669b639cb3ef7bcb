namespace LockCheck.Kernel.Traces;

/// <summary>The errors of memory calls by their names.</summary>
internal static class ErrnoNames
{
    /// <summary>An error that no call of the model returns.</summary>
    private const int Other = -4095;

    /// <summary>The negative number of an error.</summary>
    public static int Of(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("ENOMEM"u8) ? Errno.ENOMEM
        : name.SequenceEqual("EINVAL"u8) ? Errno.EINVAL
        : name.SequenceEqual("EEXIST"u8) ? Errno.EEXIST
        : name.SequenceEqual("EPERM"u8) ? Errno.EPERM
        : name.SequenceEqual("EACCES"u8) ? Errno.EACCES
        : name.SequenceEqual("EFAULT"u8) ? Errno.EFAULT
        : name.SequenceEqual("EAGAIN"u8) ? Errno.EAGAIN
        : name.SequenceEqual("EBADF"u8) ? Errno.EBADF
        : name.SequenceEqual("EBUSY"u8) ? Errno.EBUSY
        : name.SequenceEqual("EOVERFLOW"u8) ? Errno.EOVERFLOW
        : Other;
}
