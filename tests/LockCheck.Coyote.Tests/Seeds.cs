namespace LockCheck.Coyote;

/// <summary>
/// Protocols that must fail, and what repairs them, as the names of claims: a pair of each posting that the models
/// started from, and some of what came of them. Some are so deep that a scheduler which draws every step anew misses
/// them in thousands of runs.
/// </summary>
internal static class Seeds
{
    /// <summary>Gets the pairs.</summary>
    public static TheoryData<string, string, bool> Pairs => new()
    {
        { "Bug1__task_vma_v3__none", "Bug1__task_vma_v5__none", false },
        { "Bug2__task_vma_v3__mprotect_mid", "Bug2__task_vma_v5__mprotect_mid", false },
        { "Bug5__task_vma_v5__merge_left_full", "Bug5__task_vma_v7__merge_left_full", false },
        { "Bug6__task_vma_v7__split_front", "Bug6__task_vma_resume_unshown__split_front", false },
        { "Bug4__task_vma_v7__none", "Bug4__task_vma_v7_mm_ref__none", false },
        { "Bug11__iter_task_vma_v1__mprotect_mid", "Bug11__iter_task_vma_mm_ref__mprotect_mid", false },
        { "F8__iter_task_vma_v3__mprotect_mid", "Section7_4__iter_task_vma_v3", false },
        { "Bug13__iter_task_vma_v5_nested__mprotect_mid", "Bug13__iter_task_vma_v5__mprotect_mid", false },
        { "Bug9__task_tid_before_2024__none", "Bug9__task_tid__process_exit", false },
        { "Bug10__task_file_tgid_before_2023__none", "Bug10__task_file_tgid__process_exit", false },
        { "Bug20__proc_maps_rcu_v2__mprotect_mid", "Bug20__proc_maps_rcu_v3__mprotect_mid", true },
        { "Bug33__proc_maps_per_vma_lock_v5__mprotect_mid", "Bug33__proc_maps_per_vma_lock__mprotect_mid", true },
        { "Bug45__procmap_query_first_posted__none", "Bug45__procmap_query_per_vma_lock__none", false },
    };

    /// <summary>Gets the strategies that users of Coyote know.</summary>
    public static IReadOnlyList<string> Strategies { get; } = ["random", "prioritization", "delay-bounding"];
}
