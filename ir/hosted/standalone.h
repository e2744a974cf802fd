/* ir/hosted/standalone.h - the two functions of dr_tools.h that drdecode has of its own. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_HOSTED_STANDALONE_H
#define IR_HOSTED_STANDALONE_H

#include "dr_defines.h"

DR_EXPORT void *dr_standalone_init(void);
DR_EXPORT void dr_standalone_exit(void);

#endif
