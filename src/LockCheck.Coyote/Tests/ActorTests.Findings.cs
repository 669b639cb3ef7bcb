// Written by LockCheck.Coyote.Tests from the claims: run them with LOCKCHECK_UPDATE_GOLDEN=1.
using Microsoft.Coyote.SystematicTesting;
using Runtime = Microsoft.Coyote.Actors.IActorRuntime;

namespace LockCheck.Coyote.Tests;

public static partial class ActorTests
{
    [Test] public static void F1__proc_maps_per_vma_lock__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F1__proc_maps_per_vma_lock__merge_right_full_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F1__proc_maps_per_vma_lock__merge_right_full_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F1__proc_maps_per_vma_lock__merge_both__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F1__proc_maps_per_vma_lock__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F1__proc_maps_per_vma_lock__maps_race_split__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F1__proc_maps_per_vma_lock__maps_race_remap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F1__proc_maps_per_vma_lock__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F1__procmap_query_per_vma_lock_walk__merge_right_full__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void F1__procmap_query_per_vma_lock_walk__merge_right_full_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void F1__procmap_query_per_vma_lock_walk__merge_both__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F1__procmap_query_per_vma_lock_walk__merge_left_full__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void F2__proc_maps_per_vma_lock__split_front__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F2__proc_maps_per_vma_lock__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F2__proc_maps_per_vma_lock__anon_name__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F2__proc_maps_per_vma_lock__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F2__procmap_query_per_vma_lock_walk__split_front__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F2__procmap_query_per_vma_lock_walk__split_then_re_merge__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void F3__proc_maps_per_vma_lock__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F3__proc_maps_per_vma_lock__mremap_fixed_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void F3__proc_maps_per_vma_lock__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F3__proc_maps_per_vma_lock__merge_right_part_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F3__procmap_query_per_vma_lock_walk__merge_left_part__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void F4__proc_maps_per_vma_lock__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F4__proc_maps_per_vma_lock__grow_mid_into_gap_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F5__proc_maps_version_cursor__split_mid__munmap_tail_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void F7__iter_task_vma_snapshot__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F7__iter_task_vma_snapshot__mremap_fixed_whole_last__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void F7__iter_task_vma_v5__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F8__iter_task_vma_v3__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F9__bpf_find_vma__stack_grow_old__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F11__task_file_tgid_check_fixed__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F11__task_tgid__thread_exit__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F11__task_all__thread_exit__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F12__task_vma_tid__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F12__task_vma_tid__none_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F12__task_vma_tid__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F12__task_vma_tid__none_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F12__task_vma_tid_moves_on__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void F12__task_vma_tid_moves_on__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void S4_12__proc_maps_rcu_v2__any__actors(Runtime runtime) => Run(runtime);
    [Test] public static void S4_12__proc_maps_rcu_v2__any_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void S4_12__proc_maps_rcu_v3__any__actors(Runtime runtime) => Run(runtime);
    [Test] public static void S4_13__proc_maps_rcu_v2_lock_failure__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void S4_13__proc_maps_rcu_v3__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void S4_14__proc_maps_rcu_v2__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void S4_14__proc_maps_rcu_v3__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void S4_15__proc_maps_rcu_v2__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
}
