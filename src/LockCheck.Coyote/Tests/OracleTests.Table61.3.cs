// Written by LockCheck.Coyote.Tests from the claims: run them with LOCKCHECK_UPDATE_GOLDEN=1.
using Microsoft.Coyote.SystematicTesting;
using Runtime = Microsoft.Coyote.Runtime.ICoyoteRuntime;

namespace LockCheck.Coyote.Tests;

public static partial class OracleTests
{
    [Test] public static void Section6_1__P_PV_g__munmap_tail_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__munmap_head_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__munmap_mid_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__munmap_everything(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__MAP_FIXED_new_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__MAP_FIXED_new_page_in_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__MAP_FIXED_new_whole_last(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__MAP_FIXED_OLD_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__MAP_FIXED_OLD_page_in_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__MAP_FIXED_OLD_whole_last(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__mremap_FIXED_onto_head_of_mid__cuts_it(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__mremap_FIXED_onto_one_whole_VMA(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__mremap_FIXED_onto_whole_last_VMA(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__split_then_re_merge(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__shrink_then_grow__resize(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__reuse_object_at_lower_addr__same_mm(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__unmap_mid___foreign_reuse_hi(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__none(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__in_place_mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__split_front_mprotect_head_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__split_back(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__split_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__merge_both_mprotect_mid__1(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__merge_left_full(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__merge_left_part(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__merge_right_full(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__merge_right_part(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__grow_mid_into_gap(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__munmap_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__munmap_tail_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__munmap_head_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__munmap_mid_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__munmap_everything(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__MAP_FIXED_new_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__MAP_FIXED_new_page_in_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__MAP_FIXED_new_whole_last(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__MAP_FIXED_OLD_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__MAP_FIXED_OLD_page_in_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__MAP_FIXED_OLD_whole_last(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__mremap_FIXED_onto_head_of_mid__cuts_it(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__mremap_FIXED_onto_one_whole_VMA(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__mremap_FIXED_onto_whole_last_VMA(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__split_then_re_merge(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__shrink_then_grow__resize(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__reuse_object_at_lower_addr__same_mm(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_e__unmap_mid___foreign_reuse_hi(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__none(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__in_place_mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__split_front_mprotect_head_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__split_back(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__split_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__merge_both_mprotect_mid__1(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__merge_left_full(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__merge_left_part(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__merge_right_full(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__merge_right_part(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__grow_mid_into_gap(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__munmap_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__munmap_tail_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__munmap_head_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__munmap_mid_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__munmap_everything(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__MAP_FIXED_new_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__MAP_FIXED_new_page_in_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__MAP_FIXED_new_whole_last(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__MAP_FIXED_OLD_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__MAP_FIXED_OLD_page_in_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__MAP_FIXED_OLD_whole_last(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__mremap_FIXED_onto_head_of_mid__cuts_it(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__mremap_FIXED_onto_one_whole_VMA(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__mremap_FIXED_onto_whole_last_VMA(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__split_then_re_merge(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__shrink_then_grow__resize(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__reuse_object_at_lower_addr__same_mm(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_B26__unmap_mid___foreign_reuse_hi(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__none(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__in_place_mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__split_front_mprotect_head_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__split_back(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__split_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__merge_both_mprotect_mid__1(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__merge_left_full(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__merge_left_part(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__merge_right_full(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__merge_right_part(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__grow_mid_into_gap(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__munmap_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__munmap_tail_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__munmap_head_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__munmap_mid_of_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__munmap_everything(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__MAP_FIXED_new_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__MAP_FIXED_new_page_in_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__MAP_FIXED_new_whole_last(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__MAP_FIXED_OLD_whole_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__MAP_FIXED_OLD_page_in_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__MAP_FIXED_OLD_whole_last(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__mremap_FIXED_onto_head_of_mid__cuts_it(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__mremap_FIXED_onto_one_whole_VMA(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__mremap_FIXED_onto_whole_last_VMA(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__split_then_re_merge(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__shrink_then_grow__resize(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__reuse_object_at_lower_addr__same_mm(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_RCU__unmap_mid___foreign_reuse_hi(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__split_front(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__split_back(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__split_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__mprotect_mid(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__map_fixed_new_whole_mid(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__map_fixed_new_page_in_mid(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__map_fixed_new_whole_last(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__mremap_fixed_head_of_mid(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__map_fixed_old_whole_mid(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__map_fixed_old_whole_last(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__mremap_fixed_whole_mid(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__mremap_fixed_whole_last(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__procmap_query_per_vma_lock__maps_race_split_old(
        Runtime runtime) => Run(runtime);
}
