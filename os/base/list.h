/* os/base/list.h - a doubly linked list whose links stand inside the elements. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_LIST_H
#define OS_BASE_LIST_H

#include "os/base/types.h"

/* A head points to itself when the list is empty; an element that is in no list has NULL links. */
struct list {
    struct list *next;
    struct list *prev;
};

#define LIST_INIT(head) { &(head), &(head) }

/* The element of TYPE whose MEMBER is the link P. */
#define LIST_ENTRY(p, type, member) CONTAINER_OF(p, type, member)

/* The element at P must stay in the list while the body runs. */
#define LIST_FOR_EACH(p, head) for (struct list *p = (head)->next; p != (head); p = p->next)

/* The body may remove and free the element at P. */
#define LIST_FOR_EACH_SAFE(p, head) \
    for (struct list *p = (head)->next, *p##_next = p->next; p != (head); p = p##_next, p##_next = p->next)

static inline void
list_init(struct list *head)
{
    head->next = head;
    head->prev = head;
}

static inline bool
list_is_empty(const struct list *head)
{
    return head->next == head;
}

/* Puts ITEM behind AT; with AT the head, at the front. */
static inline void
list_add_after(struct list *at, struct list *item)
{
    item->prev = at;
    item->next = at->next;
    at->next->prev = item;
    at->next = item;
}

/* Puts ITEM before AT; with AT the head, at the end. */
static inline void
list_add_before(struct list *at, struct list *item)
{
    list_add_after(at->prev, item);
}

static inline void
list_remove(struct list *item)
{
    item->prev->next = item->next;
    item->next->prev = item->prev;
    item->next = NULL;
    item->prev = NULL;
}

static inline bool
list_is_in(const struct list *item)
{
    return item->next != NULL;
}

/* The first element's link, or NULL. */
static inline struct list *
list_first(const struct list *head)
{
    return list_is_empty(head) ? NULL : head->next;
}

static inline struct list *
list_last(const struct list *head)
{
    return list_is_empty(head) ? NULL : head->prev;
}

/* The one behind ITEM, or NULL at the end. */
static inline struct list *
list_next(const struct list *head, const struct list *item)
{
    return item->next == head ? NULL : item->next;
}

#endif
