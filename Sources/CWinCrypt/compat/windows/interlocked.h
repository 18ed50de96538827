/* Interlocked…: full barriers, as on Windows. */
#ifndef KEYBLOB_WINDOWS_INTERLOCKED_H
#define KEYBLOB_WINDOWS_INTERLOCKED_H

#define InterlockedIncrement(value) __sync_add_and_fetch((value), 1)
#define InterlockedDecrement(value) __sync_sub_and_fetch((value), 1)
#define InterlockedExchangeAdd(value, more) __sync_fetch_and_add((value), (more))
#define InterlockedExchange(value, wanted) __atomic_exchange_n((value), (wanted), __ATOMIC_SEQ_CST)
#define InterlockedCompareExchange(value, wanted, known) __sync_val_compare_and_swap((value), (known), (wanted))
#define InterlockedAnd(value, mask) __sync_fetch_and_and((value), (mask))
#define InterlockedOr(value, mask) __sync_fetch_and_or((value), (mask))
#define InterlockedXor(value, mask) __sync_fetch_and_xor((value), (mask))
#define InterlockedIncrement64 InterlockedIncrement
#define InterlockedDecrement64 InterlockedDecrement
#define InterlockedExchangeAdd64 InterlockedExchangeAdd
#define InterlockedExchange64 InterlockedExchange
#define InterlockedCompareExchange64 InterlockedCompareExchange
#define InterlockedExchangePointer(value, wanted) __atomic_exchange_n((value), (PVOID)(wanted), __ATOMIC_SEQ_CST)
#define InterlockedCompareExchangePointer(value, wanted, known) \
    __sync_val_compare_and_swap((value), (PVOID)(known), (PVOID)(wanted))
#define MemoryBarrier __sync_synchronize
#define YieldProcessor() ((void)0)

#endif
