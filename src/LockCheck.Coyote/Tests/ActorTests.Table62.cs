// Written by LockCheck.Coyote.Tests from the claims: run them with LOCKCHECK_UPDATE_GOLDEN=1.
using Microsoft.Coyote.SystematicTesting;
using Runtime = Microsoft.Coyote.Actors.IActorRuntime;

namespace LockCheck.Coyote.Tests;

public static partial class ActorTests
{
    [Test] public static void Section6_2__proc_maps_version_cursor__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_version_cursor__any_writer_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_version_cursor__any_writer_3__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_mmap_lock__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v3__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v3__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v3__any_writer_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v3__any_writer_4__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v3__any_writer_5__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v3__any_writer_6__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v3__any_writer_7__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v3__any_writer_8__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v3__any_writer_9__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v5__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v5__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v5__any_writer_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v5__any_writer_4__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v5__any_writer_5__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v5__any_writer_6__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v5__any_writer_7__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v5__any_writer_8__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7__any_writer_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7__any_writer_4__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7__any_writer_5__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7__any_writer_6__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7__any_writer_7__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7__any_writer_8__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7__any_writer_9__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7_mm_ref__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7_mm_ref__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7_mm_ref__any_writer_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7_mm_ref__any_writer_4__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7_mm_ref__any_writer_5__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7_mm_ref__any_writer_6__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__task_vma_v7_mm_ref__any_writer_7__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__iter_task_vma_v3__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__iter_task_vma_v5__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__iter_task_vma_v5_nested__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__iter_task_vma_v3__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__iter_task_vma_v5__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__iter_task_vma_snapshot__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__iter_task_vma_snapshot__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__iter_task_vma_snapshot__any_writer_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__iter_task_vma_snapshot__any_writer_4__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__bpf_find_vma__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__bpf_find_vma__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__iter_task_vma_v5_find_vma__any_writer__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__bpf_find_vma__any_writer_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v2__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v2__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v2__any_writer_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v2__any_writer_4__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v2__any_writer_5__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v2__any_writer_6__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v2__any_writer_7__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v2__any_writer_8__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v2__any_writer_9__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v2_lock_failure__any_writer__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v3__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v3__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v3__any_writer_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v3__any_writer_4__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v3__any_writer_5__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v3__any_writer_6__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v3__any_writer_7__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_rcu_v3__any_writer_8__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_per_vma_lock_v5__any_writer__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_per_vma_lock_v5__any_writer_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_per_vma_lock_v5__any_writer_3__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_per_vma_lock_v5__any_writer_4__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_per_vma_lock_v5__any_writer_5__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_per_vma_lock_v5__any_writer_6__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_per_vma_lock__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_per_vma_lock__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__proc_maps_per_vma_lock__any_writer_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__smaps_rollup_5_10__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__smaps_rollup_6_10__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__smaps_rollup_5_10__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__smaps_rollup_6_10__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__smaps_rollup_6_1__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__smaps_rollup_6_1__any_writer_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__smaps_rollup_6_1__any_writer_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_first_posted__any_writer__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_first_posted__any_writer_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_first_posted__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_first_posted_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_first_posted_3__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_first_posted_4__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_first_posted__any_writer_3__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_per_vma_lock__any_writer__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_per_vma_lock__any_writer_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_per_vma_lock__any_writer_3__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_build_id__any_writer__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__page_fault_lock_vma_under_rcu__any_writer__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__page_fault_lock_vma_under_rcu_6_15__any_writer__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__split_front__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__map_fixed_new_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__map_fixed_new_page_in_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__map_fixed_new_whole_last__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__mremap_fixed_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__map_fixed_old_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__map_fixed_old_whole_last__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__mremap_fixed_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_2__procmap_query_mmap_lock__mremap_fixed_whole_last__actors(
        Runtime runtime) => Run(runtime);
}
