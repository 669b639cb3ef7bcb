// Written by LockCheck.Coyote.Tests from the claims: run them with LOCKCHECK_UPDATE_GOLDEN=1.
using Microsoft.Coyote.SystematicTesting;
using Runtime = Microsoft.Coyote.Actors.IActorRuntime;

namespace LockCheck.Coyote.Tests;

public static partial class ActorTests
{
    [Test] public static void Section6_3__proc_maps_mmap_lock__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_mmap_lock_maple__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_smaps_mmap_lock__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock__mprotect_mid_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_5_10__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_6_1__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_6_10__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__task_vma_v7_mm_ref__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__task_vma_v7_mm_ref__mprotect_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_v2__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_v2_lock_failure__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_v1__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_v3__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_v5__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_mm_ref__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_per_vma_lock__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_snapshot__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_version_cursor__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_mmap_lock__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_mmap_lock_maple__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_smaps_mmap_lock__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock_v5__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock_no_gap_check__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock_no_end_check__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_v2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_v2_lock_failure__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_v3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_strawman__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_5_10__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_6_1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_6_10__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_mmap_lock__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_mmap_lock_walk__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_per_vma_lock__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_per_vma_lock_walk__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_build_id_locked__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_build_id_fixed__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_first_posted__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__task_vma_v3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__task_vma_v5__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__task_vma_v7__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_v5__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_mm_ref_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_per_vma_lock_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_snapshot_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_mmap_lock__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_per_vma_lock__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_mmap_lock_walk__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_per_vma_lock_walk__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_mmap_lock__maps_race_split__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_per_vma_lock__maps_race_split__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_mmap_lock__maps_race_resize__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_per_vma_lock__maps_race_resize__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_mmap_lock__maps_race_remap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_per_vma_lock__maps_race_remap__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_mmap_lock__maps_race_split__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_per_vma_lock__maps_race_split__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_mmap_lock__maps_race_resize__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_per_vma_lock__maps_race_resize__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_mmap_lock__maps_race_remap__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_per_vma_lock__maps_race_remap__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_mmap_lock__maps_race_split_old__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_per_vma_lock__maps_race_split_old__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_v1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_v3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_v5__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_mm_ref__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_per_vma_lock__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_snapshot__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_all__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_tid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_tgid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_file_all__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_file_tid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_file_tgid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_vma_all__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_vma_all__thread_exit__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_vma_all__process_exit__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_vma_tgid__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_vma_tgid__thread_exit__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_vma_tgid__process_exit__actors(Runtime runtime) => Run(runtime);
}
