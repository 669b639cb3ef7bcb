// Written by LockCheck.Coyote.Tests from the claims: run them with LOCKCHECK_UPDATE_GOLDEN=1.
using Microsoft.Coyote.SystematicTesting;
using Runtime = Microsoft.Coyote.Actors.IActorRuntime;

namespace LockCheck.Coyote.Tests;

public static partial class ActorTests
{
    [Test] public static void Section6_1__P_ML__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_ML__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_MV__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV3__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV5__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__merge_left_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__merge_left_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__merge_right_full__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__merge_right_part__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__grow_mid_into_gap__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__munmap_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__munmap_tail_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__munmap_head_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__munmap_mid_of_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__munmap_everything__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_new_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_new_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_new_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_OLD_whole_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_OLD_page_in_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_OLD_whole_last__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__mremap_FIXED_onto_head_of_mid__cuts_it__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__mremap_FIXED_onto_one_whole_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__mremap_FIXED_onto_whole_last_VMA__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__split_then_re_merge__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__shrink_then_grow__resize__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__reuse_object_at_lower_addr__same_mm__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__unmap_mid___foreign_reuse_hi__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__none_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__in_place_mprotect_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__split_front_mprotect_head_of_mid_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__split_back_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__split_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__merge_both_mprotect_mid__1_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__merge_left_full_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__merge_left_part_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__merge_right_full_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__merge_right_part_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__grow_mid_into_gap_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__munmap_whole_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__munmap_tail_of_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__munmap_head_of_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__munmap_mid_of_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__munmap_everything_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_new_whole_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_new_page_in_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_new_whole_last_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_OLD_whole_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_OLD_page_in_mid_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__MAP_FIXED_OLD_whole_last_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__mremap_FIXED_onto_head_of_mid__cuts_it_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__mremap_FIXED_onto_one_whole_VMA_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__mremap_FIXED_onto_whole_last_VMA_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__split_then_re_merge_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__shrink_then_grow__resize_2__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__reuse_object_at_lower_addr__same_mm_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TV7__unmap_mid___foreign_reuse_hi_2__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__none__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__in_place_mprotect_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__split_front_mprotect_head_of_mid__actors(
        Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__split_back__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__split_mid__actors(Runtime runtime) => Run(runtime);
    [Test] public static void Section6_1__P_TVx__merge_both_mprotect_mid__1__actors(Runtime runtime) => Run(runtime);
}
