// Written by LockCheck.Coyote.Tests from the claims: run them with LOCKCHECK_UPDATE_GOLDEN=1.
using Microsoft.Coyote.SystematicTesting;
using Runtime = Microsoft.Coyote.Actors.IActorRuntime;

namespace LockCheck.Coyote.Tests;

public static partial class ActorTests
{
    [Test] public static void Bug1__task_vma_v3__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug1__task_vma_v5__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug2__task_vma_v3__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug2__task_vma_v5__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug3__task_vma_v3__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug3__task_vma_v7__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug3__task_vma_v7_mm_ref__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug4__task_vma_all_v7__thread_exit__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug4__task_vma_v3__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug4__task_vma_v5__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug4__task_vma_v7__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug4__task_vma_v7_mm_ref__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug5__task_vma_v5__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug5__task_vma_v7__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug6__task_vma_all__split_front__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug6__task_vma_tgid__split_front__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug6__task_vma_v7__split_front__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug6__task_vma_v7__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug6__task_vma_v5__split_front__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug6__task_vma_v7_mm_ref__split_front__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug6__task_vma_v7__split_front_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug6__task_vma_resume_unshown__split_front__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug7__task_vma_v7__merge_both__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug7__task_vma_v7_mm_ref__merge_both__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug7__task_vma_v7__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug7__proc_maps_per_vma_lock__split_then_re_merge__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug7__task_vma_v7__split_then_re_merge_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug7__task_vma_v7_mm_ref__merge_both_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug8__task_vma_v7__exec__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug8__task_vma_v7_mm_ref__exec__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug8__task_vma_v7_mm_ref__pid_reuse__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug8__proc_maps_mmap_lock__exec__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug8__proc_maps_mmap_lock__pid_reuse__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug8__proc_maps_per_vma_lock__exec__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug8__proc_maps_per_vma_lock__pid_reuse__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug9__task_tid_before_2024__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug9__task_file_tid_before_2024__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug9__task_tid__process_exit__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug9__task_file_tid__process_exit__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug10__task_file_tgid_before_2023__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug10__task_file_tgid__process_exit__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug10__task_file_tgid__thread_create__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug11__iter_task_vma_v1__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug11__iter_task_vma_mm_ref__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug12__iter_task_vma_v5__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug12__bpf_find_vma__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug12__iter_task_vma_mm_ref__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug12__P_B26__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug13__iter_task_vma_v5_nested__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug13__iter_task_vma_v5_nested__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug13__iter_task_vma_v5_find_vma__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug13__iter_task_vma_v5_find_vma__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug13__iter_task_vma_v5_nested__mprotect_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug13__iter_task_vma_v5__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug14__iter_task_vma_v5__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug14__P_B26__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug14__iter_task_vma_v5__merge_left_full_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug14__P_B26__merge_left_full_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug15__iter_task_vma_per_vma_lock_i_rwsem__file_write__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug15__iter_task_vma_snapshot_i_rwsem__file_write__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug16__P_B26__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug17__P_B26__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug18__proc_maps_version_cursor__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug18__proc_maps_version_cursor__merge_right_full__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug18__proc_maps_mmap_lock__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug18__proc_maps_mmap_lock__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug19__proc_maps_version_cursor__munmap_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug19__proc_maps_mmap_lock__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug20__proc_maps_rcu_v2__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug20__proc_maps_rcu_v3__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug21__proc_maps_rcu_v2_lock_failure__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug21__proc_maps_rcu_v3__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug22__proc_maps_rcu_v2__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug22__proc_maps_rcu_v3__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug23__proc_maps_rcu_v2__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug23__proc_maps_rcu_v3__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug24__proc_maps_rcu_v2__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug24__proc_maps_rcu_v3__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug24__proc_maps_rcu_v2__mprotect_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug25__proc_maps_rcu_v2__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug25__proc_maps_rcu_v3__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug26__proc_maps_rcu_v2__map_fixed_old_whole_last__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug26__proc_maps_rcu_v2__map_fixed_new_whole_last__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug27__proc_maps_rcu_v2__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug27__proc_maps_rcu_v3__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug27__proc_maps_rcu_v2__munmap_whole_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug27__proc_maps_rcu_v3__munmap_whole_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug27__proc_maps_per_vma_lock__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug27__proc_maps_rcu_v2__reuse_file__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug27__proc_maps_rcu_v3__reuse_file__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug28__proc_maps_rcu_v2__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug28__proc_maps_rcu_v3__reuse_lower__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug31__proc_maps_rcu_v3__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug32__proc_maps_per_vma_lock_v5__reuse_lower__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug32__proc_maps_per_vma_lock__reuse_lower__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug33__proc_maps_per_vma_lock_v5__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug33__proc_maps_per_vma_lock__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug34__proc_maps_per_vma_lock_no_gap_check__split_back__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug34__proc_maps_per_vma_lock__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug35__proc_maps_per_vma_lock_no_end_check__reuse_lower__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug35__proc_maps_per_vma_lock__reuse_lower__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug36__proc_maps_per_vma_lock__map_fixed_old_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug36__proc_maps_per_vma_lock__map_fixed_new_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug36__procmap_query_per_vma_lock__map_fixed_old_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug36__procmap_query_per_vma_lock_walk__map_fixed_old_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug36__procmap_query_per_vma_lock__map_fixed_new_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug37__proc_maps_per_vma_lock__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug37__procmap_query_per_vma_lock__mremap_fixed_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug37__procmap_query_per_vma_lock_walk__mremap_fixed_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug37__procmap_query_mmap_lock__mremap_fixed_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug38__proc_maps_mmap_lock__munmap_whole_mid__stack_grow_old__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug38__proc_maps_mmap_lock__munmap_whole_mid__stack_grow__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug39__proc_maps_mmap_lock_maple__stack_grow_old__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug39__proc_maps_mmap_lock_maple__stack_grow_old_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug39__proc_maps_mmap_lock_maple__stack_grow__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug41__page_fault_lock_vma_under_rcu_6_4__mmap_unlocked_vma__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug41__page_fault_lock_vma_under_rcu_6_4__mmap_then_flags__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug42__page_fault_lock_vma_under_rcu_6_4__fork_without_vma_locks__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug42__page_fault_lock_vma_under_rcu_6_4__fork__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug42__page_fault_lock_vma_under_rcu__fork__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug43__proc_maps_per_vma_lock_v5__unmap_mid_foreign_reuse_then_exit__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug43__proc_maps_per_vma_lock__unmap_mid_foreign_reuse_then_exit__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug43__page_fault_lock_vma_under_rcu_6_15__unmap_mid_foreign_reuse_then_exit__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug43__page_fault_lock_vma_under_rcu__unmap_mid_foreign_reuse_then_exit__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug44__procmap_query_first_posted__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug44__procmap_query_per_vma_lock__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug44__procmap_query_per_vma_lock__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug44__procmap_query_mmap_lock__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug45__procmap_query_first_posted__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug45__procmap_query_per_vma_lock__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug46__procmap_query_not_found_leak__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug46__procmap_query_first_posted__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug46__procmap_query_per_vma_lock__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug47__procmap_query_build_id_locked__file_write__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug47__procmap_query_build_id_fixed__file_write__mprotect_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug48__procmap_query_build_id__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug48__procmap_query_build_id_fixed__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug49__P_SR1__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug49__P_SR2__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug50__iter_task_vma_snapshot_task_lock__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug50__P_B26__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug52__smaps_rollup_6_10__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug52__task_vma_v7__mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug52__smaps_rollup_6_10__mprotect_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug52__task_vma_v7__mprotect_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Bug53__proc_maps_mmap_lock__map_fixed_new_whole_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Bug53__proc_maps_per_vma_lock__map_fixed_new_whole_mid__actors(
        Runtime runtime) => Run(runtime);
}
