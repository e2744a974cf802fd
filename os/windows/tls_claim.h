/* os/windows/tls_claim.h - keeping the TLS slots that have been taken.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_TLS_CLAIM_H
#define OS_WINDOWS_TLS_CLAIM_H

/* Takes the same slots again, should ntdll have begun with none taken.  Nobody has asked for a slot before
 * the first library is mapped. */
void tls_claim_again(void);

#endif
