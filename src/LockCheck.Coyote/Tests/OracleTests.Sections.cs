// Written by LockCheck.Coyote.Tests from the claims: run them with LOCKCHECK_UPDATE_GOLDEN=1.
using Microsoft.Coyote.SystematicTesting;
using Runtime = Microsoft.Coyote.Runtime.ICoyoteRuntime;

namespace LockCheck.Coyote.Tests;

public static partial class OracleTests
{
    [Test] public static void Section6_3__proc_maps_mmap_lock__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_mmap_lock_maple__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_smaps_mmap_lock__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock__mprotect_mid_2(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_5_10__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_6_1__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_6_10__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__task_vma_v7_mm_ref__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__task_vma_v7_mm_ref__mprotect_mid_2(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_v2__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_v2_lock_failure__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_v1__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_v3__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_v5__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_mm_ref(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_per_vma_lock(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_snapshot(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_version_cursor(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_mmap_lock(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_mmap_lock_maple(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_smaps_mmap_lock(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock_v5(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock_no_gap_check(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_per_vma_lock_no_end_check(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_v2(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_v2_lock_failure(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_v3(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__proc_maps_rcu_strawman(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_5_10(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_6_1(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__smaps_rollup_6_10(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_mmap_lock(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_mmap_lock_walk(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_per_vma_lock(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_per_vma_lock_walk(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_build_id_locked(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_build_id_fixed(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_first_posted(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__task_vma_v3(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__task_vma_v5(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__task_vma_v7(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_v5(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_mm_ref_2(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_per_vma_lock_2(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__iter_task_vma_snapshot_2(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_mmap_lock__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_per_vma_lock__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_mmap_lock_walk__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_3__procmap_query_per_vma_lock_walk__mprotect_mid(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_mmap_lock__maps_race_split(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_per_vma_lock__maps_race_split(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_mmap_lock__maps_race_resize(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_per_vma_lock__maps_race_resize(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_mmap_lock__maps_race_remap(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__proc_maps_per_vma_lock__maps_race_remap(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_mmap_lock__maps_race_split(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_per_vma_lock__maps_race_split(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_mmap_lock__maps_race_resize(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_per_vma_lock__maps_race_resize(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_mmap_lock__maps_race_remap(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_per_vma_lock__maps_race_remap(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_mmap_lock__maps_race_split_old(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_1__procmap_query_per_vma_lock__maps_race_split_old(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_v1(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_v3(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_v5(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_mm_ref(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_per_vma_lock(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__iter_task_vma_snapshot(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_all(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_tid(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_tgid(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_file_all(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_file_tid(Runtime runtime) => Run(runtime);
    [Test] public static void Section7_4__task_file_tgid(Runtime runtime) => Run(runtime);
}
