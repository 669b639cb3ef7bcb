using LockCheck.Engine;

namespace LockCheck.Cli.Checking;

/// <summary>
/// The folder for schedules. Whether files can be written there is tried before a search that may take hours; a folder
/// that was made for it and stayed empty is taken away again.
/// </summary>
internal sealed class ScheduleFolder : IDisposable
{
    private readonly string _path;
    private readonly bool _isNew;

    public ScheduleFolder(string path)
    {
        _path = path;
        _isNew = !Directory.Exists(path);
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, $".lockcheck-{Environment.ProcessId}.part");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            Dispose();
            throw Unwritable(exception);
        }
    }

    /// <summary>Writes a schedule, and gives its path as the user would write it.</summary>
    public string Save(ScheduleFile schedule, string name)
    {
        var path = Path.Combine(_path, name);
        try
        {
            schedule.Save(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }

        return path;
    }

    /// <summary>Writes a schedule beside those that are there: another one of the same name stays.</summary>
    public string Add(ScheduleFile schedule, string name)
    {
        var path = Path.Combine(_path, name);
        try
        {
            if (NewFile.HoldsAnother(path, schedule.ToText()))
            {
                throw new UsageException(
                    $"The schedule cannot be written to {path}: another one has this name. Usual cause: one of "
                    + "`lockcheck check`, which is shorter, or another trace of the same bug. Give another folder with "
                    + "--out DIR.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }

        return Save(schedule, name);
    }

    public void Dispose()
    {
        if (_isNew && Directory.Exists(_path) && !Directory.EnumerateFileSystemEntries(_path).Any())
        {
            Directory.Delete(_path);
        }
    }

    private UsageException Unwritable(Exception exception) => new(
        $"Schedules cannot be written to the folder {_path} ({exception.Message.TrimEnd('.')}). Usual cause: a folder "
        + "of another user, a file of that name, or a full disk. Give another folder with --out DIR.",
        exception);
}
