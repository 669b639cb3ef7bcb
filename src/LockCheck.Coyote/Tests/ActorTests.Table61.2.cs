// Written by LockCheck.Coyote.Tests from the claims: run them with LOCKCHECK_UPDATE_GOLDEN=1.
using Microsoft.Coyote.SystematicTesting;
using Runtime = Microsoft.Coyote.Actors.IActorRuntime;

namespace LockCheck.Coyote.Tests;

public static partial class ActorTests
{
    [Test] public static void Section6_1__P_TVx__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR0__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR1__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_SR2__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_S4__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_PV_g__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
}
