/* tests/ir/frame_code.h - the code around the instruction, of the mode that the test is built for. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_IR_FRAME_CODE_H
#define TESTS_IR_FRAME_CODE_H

#include "tests/ir/effects_frame.h"

/* Loads frame_in; stores frame_out but for the accumulator, which is in frame_temp_ax, and returns.
 * Both write at P and return the address behind. */
byte *frame_code_before(byte *p);
byte *frame_code_behind(byte *p);

extern uint64 frame_saved_sp, frame_temp_ax;
extern uint frame_saved_mxcsr;

#endif
