using System.Globalization;

namespace LockCheck.Kernel.Recordings;

/// <summary>Return values in words.</summary>
public static class ErrnoText
{
    /// <summary>The number, with the name of an error.</summary>
    /// <param name="value">What a call returned.</param>
    public static string Of(long value)
    {
        var name = value switch
        {
            Errno.EPERM => "EPERM",
            Errno.EBADF => "EBADF",
            Errno.EAGAIN => "EAGAIN",
            Errno.ENOMEM => "ENOMEM",
            Errno.EACCES => "EACCES",
            Errno.EFAULT => "EFAULT",
            Errno.EBUSY => "EBUSY",
            Errno.EEXIST => "EEXIST",
            Errno.EINVAL => "EINVAL",
            Errno.EOVERFLOW => "EOVERFLOW",
            _ => null,
        };
        var number = value.ToString(CultureInfo.InvariantCulture);
        return name is null ? number : $"{number} (-{name})";
    }
}
