/* include/dr_api.h - the whole client interface; what a client includes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DYNAMORIO_API
#define DYNAMORIO_API 1

#include "dr_defines.h"

#include "dr_proc.h"

#include "dr_ir_opnd.h"

#include "dr_ir_instr.h"
#include "dr_ir_instrlist.h"
#include "dr_ir_opcodes.h"
#include "dr_ir_utils.h"
#include "dr_ir_decode.h"
#include "dr_ir_encode.h"
#include "dr_ir_disassemble.h"
#include "dr_ir_macros.h"

#include "dr_config.h"
#include "dr_os_utils.h"
#include "dr_modules.h"
#include "dr_events.h"
#include "dr_tools.h"
#include "dr_annotation.h"

/** What a client defines: called once, before the application's first instruction. `id` names
 *  the client to functions such as dr_get_options(); argv[0] is the path of its library, argv[1]
 *  to argv[argc-1] are its options. The strings live as long as the process. */
DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[]);

/** The older form of dr_client_main(), called only for a client that does not define that one. */
DR_EXPORT void
dr_init(client_id_t id);

/** Placed at file level by a client that must not be linked statically with functions that could
 *  reach the application's copy of a library. */
#define DR_DISALLOW_UNSAFE_STATIC DR_EXPORT LINK_ONCE int _DR_DISALLOW_UNSAFE_STATIC_;

#endif /* DYNAMORIO_API */
