using System.Text;

namespace LockCheck.Kernel.Traces;

/// <summary>The calls that are known, by name, in a small table that is looked up without making strings.</summary>
internal static class CallNames
{
    private const int Slots = 1024;
    private static readonly (byte[] Name, CallKind Kind)[] Table = Make();

    /// <summary>What a call means.</summary>
    public static CallKind Of(ReadOnlySpan<byte> name)
    {
        for (var slot = SlotOf(name); Table[slot].Name is { } known; slot = (slot + 1) % Slots)
        {
            if (name.SequenceEqual(known))
            {
                return Table[slot].Kind;
            }
        }

        return CallKind.Unknown;
    }

    private static int SlotOf(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        foreach (var letter in name)
        {
            hash = (hash * 31) + letter;
        }

        return (int)(hash % Slots);
    }

    private static (byte[] Name, CallKind Kind)[] Make()
    {
        var table = new (byte[] Name, CallKind Kind)[Slots];
        Add(CallKind.Read, "read pread64");
        Add(CallKind.Open, "open openat openat2 creat memfd_create memfd_secret socket eventfd eventfd2 epoll_create "
            + "epoll_create1 timerfd_create signalfd signalfd4 inotify_init inotify_init1 userfaultfd pidfd_open "
            + "accept accept4 perf_event_open");
        Add(CallKind.Dup, "dup dup2 dup3 fcntl");
        Add(CallKind.Close, "close");
        Add(CallKind.CloseRange, "close_range");
        Add(CallKind.Clone, "clone clone3");
        Add(CallKind.Fork, "fork");
        Add(CallKind.Vfork, "vfork");
        Add(CallKind.Exec, "execve execveat");
        Add(CallKind.Exit, "exit_group");
        Add(CallKind.RobustList, "set_robust_list");
        Add(CallKind.ShmGet, "shmget");
        Add(CallKind.Brk, "brk");
        Add(CallKind.Mmap, "mmap");
        Add(CallKind.Munmap, "munmap");
        Add(CallKind.Mprotect, "mprotect");
        Add(CallKind.PkeyMprotect, "pkey_mprotect");
        Add(CallKind.Mremap, "mremap");
        Add(CallKind.Madvise, "madvise");
        Add(CallKind.Mlock, "mlock");
        Add(CallKind.Mlock2, "mlock2");
        Add(CallKind.Munlock, "munlock");
        Add(CallKind.MlockAll, "mlockall");
        Add(CallKind.MunlockAll, "munlockall");
        Add(CallKind.Mseal, "mseal syscall_0x1ce"); // As strace before 6.9 names it.
        Add(CallKind.Mbind, "mbind");
        Add(CallKind.RemapFilePages, "remap_file_pages");
        Add(CallKind.Prctl, "prctl");
        Add(CallKind.Shmat, "shmat");
        Add(CallKind.Shmdt, "shmdt");
        Add(CallKind.Harmless, "exit arch_prctl get_mempolicy set_mempolicy migrate_pages move_pages "
            + "membarrier mincore msync rseq set_tid_address get_robust_list pkey_alloc pkey_free swapon swapoff "
            + "shmctl fadvise64 "
            + "restart_syscall futex futex_waitv write writev pwrite64 pwritev readv preadv sendfile copy_file_range "
            + "lseek stat fstat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat getdents64 "
            + "getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink "
            + "symlinkat chmod fchmod fchmodat chown fchown lchown fchownat umask utimensat truncate ftruncate "
            + "fallocate fsync fdatasync sync statfs fstatfs flock pipe pipe2 poll ppoll select pselect6 epoll_ctl "
            + "epoll_wait epoll_pwait epoll_pwait2 inotify_add_watch inotify_rm_watch timerfd_settime timerfd_gettime "
            + "connect bind listen sendto recvfrom sendmsg recvmsg sendmmsg recvmmsg shutdown getsockname getpeername "
            + "setsockopt getsockopt socketpair rt_sigaction rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigtimedwait "
            + "rt_sigpending rt_sigqueueinfo rt_tgsigqueueinfo sigaltstack kill tkill tgkill alarm pause setitimer "
            + "getitimer timer_create timer_settime timer_gettime timer_delete timer_getoverrun nanosleep "
            + "clock_nanosleep clock_gettime clock_getres gettimeofday time times getrusage getrlimit setrlimit "
            + "prlimit64 sysinfo uname getpid getppid gettid getuid geteuid getgid getegid setuid setgid setresuid "
            + "setresgid getresuid getresgid setreuid setregid getgroups setgroups getpgid setpgid getpgrp getsid "
            + "setsid capget capset personality wait4 waitid sched_yield sched_getaffinity sched_setaffinity "
            + "sched_getparam sched_setparam sched_getscheduler sched_setscheduler sched_get_priority_max "
            + "sched_get_priority_min sched_getattr sched_setattr getpriority setpriority ioprio_get ioprio_set "
            + "getrandom getcpu getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr setxattr lsetxattr "
            + "fsetxattr seccomp landlock_create_ruleset unshare setns kcmp process_vm_readv pidfd_send_signal "
            + "name_to_handle_at readahead splice tee vmsplice semget semop semctl semtimedop msgget msgsnd msgrcv "
            + "msgctl io_uring_enter io_submit io_getevents process_mrelease cachestat");
        return table;

        void Add(CallKind kind, string names)
        {
            foreach (var name in names.Split(' '))
            {
                var bytes = Encoding.ASCII.GetBytes(name);
                var slot = SlotOf(bytes);
                while (table[slot].Name is not null)
                {
                    slot = (slot + 1) % Slots;
                }

                table[slot] = (bytes, kind);
            }
        }
    }
}
