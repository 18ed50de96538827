/* Words that compilers for Windows know, and annotations: all of them say nothing here. */
#ifndef KEYBLOB_WINDOWS_ANNOTATIONS_H
#define KEYBLOB_WINDOWS_ANNOTATIONS_H

/* Calling conventions, of which there is one. */
#ifndef __cdecl
#define __cdecl
#endif
#ifndef __stdcall
#define __stdcall
#endif
#ifndef __fastcall
#define __fastcall
#endif
#ifndef _cdecl
#define _cdecl
#endif
#ifndef _stdcall
#define _stdcall
#endif
#define CALLBACK
#define APIENTRY
#define WINAPIV
#define APIPRIVATE
#define PASCAL
#define CDECL
#define STDMETHODCALLTYPE
#define STDAPICALLTYPE
#define NTAPI
#define NTSYSAPI
#define WINCRYPT32API
#define FAR
#define NEAR
#define IN
#define OUT
#define OPTIONAL
#define WINBASEAPI
#define WINADVAPI
#define DECLSPEC_IMPORT
#define DECLSPEC_NORETURN __attribute__((noreturn))
#define DECLSPEC_NOINLINE __attribute__((noinline))
#define DECLSPEC_ALIGN(count) __attribute__((aligned(count)))
#define DECLSPEC_SELECTANY __attribute__((weak))
#ifdef __cplusplus
#define EXTERN_C extern "C"
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#else
#define EXTERN_C extern
#define EXTERN_C_START
#define EXTERN_C_END
#endif
#define STDAPI EXTERN_C HRESULT
#define STDAPI_(type) EXTERN_C type
#ifndef __declspec
#define __declspec(attribute)
#endif

#define __int8 char
#define __int16 short
#define __int32 int
#define __int64 long long
#define __forceinline __inline__ __attribute__((always_inline))
#define FORCEINLINE __forceinline
#define UNALIGNED
#define __unaligned
#define __assume(condition) ((void)0)
#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(variable) ((void)(variable))

/* Does not compile where the condition does not hold; may stand wherever a declaration may. */
#if defined __cplusplus && __cplusplus >= 201103L
#define C_ASSERT(condition) static_assert(condition, #condition)
#else
#define C_ASSERT(condition) extern char keyblob_assertion[(condition) ? 1 : -1] __attribute__((unused))
#endif

/* The annotation language, as of Windows 8 and before. */
#define _In_
#define _In_z_
#define _In_opt_
#define _In_opt_z_
#define _In_reads_(count)
#define _In_reads_opt_(count)
#define _In_reads_z_(count)
#define _In_reads_bytes_(size)
#define _In_reads_bytes_opt_(size)
#define _In_range_(low, high)
#define _Out_
#define _Out_opt_
#define _Out_writes_(count)
#define _Out_writes_opt_(count)
#define _Out_writes_z_(count)
#define _Out_writes_all_(count)
#define _Out_writes_to_(room, count)
#define _Out_writes_to_opt_(room, count)
#define _Out_writes_bytes_(size)
#define _Out_writes_bytes_opt_(size)
#define _Out_writes_bytes_to_(room, size)
#define _Out_writes_bytes_to_opt_(room, size)
#define _Out_writes_bytes_all_(size)
#define _Outptr_
#define _Outptr_opt_
#define _Outptr_result_maybenull_
#define _Outptr_result_bytebuffer_(size)
#define _Inout_
#define _Inout_z_
#define _Inout_opt_
#define _Inout_updates_(count)
#define _Inout_updates_opt_(count)
#define _Inout_updates_bytes_(size)
#define _Inout_updates_bytes_opt_(size)
#define _Ret_maybenull_
#define _Ret_notnull_
#define _Ret_z_
#define _Reserved_
#define _Frees_ptr_opt_
#define _Post_invalid_
#define _Printf_format_string_
#define _Null_terminated_
#define _Check_return_
#define _Must_inspect_result_
#define _Success_(condition)
#define _Pre_
#define _Post_
#define _Use_decl_annotations_
#define __checkReturn
#define __nullterminated
#define __in_z
#define __in_opt
#define __in_ecount(count)
#define __in_ecount_opt(count)
#define __in_bcount(size)
#define __in_bcount_opt(size)
#define __out_opt
#define __out_ecount(count)
#define __out_ecount_opt(count)
#define __out_ecount_part(room, count)
#define __out_bcount(size)
#define __out_bcount_opt(size)
#define __out_bcount_part(room, size)
#define __out_bcount_part_opt(room, size)
#define __inout
#define __inout_opt
#define __inout_ecount(count)
#define __inout_bcount(size)
#define __deref_out
#define __deref_out_opt
#define __deref_out_bcount(size)
#define _Field_size_(count)
#define _Field_size_opt_(count)
#define _Field_size_part_(room, count)
#define _Field_size_bytes_(size)
#define _Field_size_bytes_opt_(size)
#define _Field_range_(low, high)
#define _Struct_size_bytes_(size)
#define _In_count_(count)
#define _In_bytecount_(size)
#define _Out_cap_(count)
#define _Out_z_cap_(count)
#define _Out_bytecap_(size)
#define _Inout_count_(count)
#define _Inout_bytecount_(size)
#define _Inout_opt_z_
#define _Inout_updates_z_(count)
#define _Inout_updates_bytes_to_(room, size)
#define _In_reads_or_z_(count)
#define _In_NLS_string_(count)
#define _Out_writes_opt_z_(count)
#define _Out_range_(low, high)
#define _Deref_out_
#define _Deref_out_opt_
#define _Deref_out_range_(low, high)
#define _Deref_out_z_
#define _Outptr_result_buffer_(count)
#define _Outptr_result_z_
#define _Outptr_opt_result_maybenull_
#define _COM_Outptr_
#define _Outptr_result_bytebuffer_maybenull_(size)
#define _Ret_
#define _Ret_opt_
#define _Ret_opt_z_
#define _Ret_range_(low, high)
#define _Ret_writes_(count)
#define _Ret_writes_bytes_(size)
#define _Ret_writes_maybenull_(count)
#define _Ret_writes_bytes_maybenull_(size)
#define _Maybenull_
#define _Notnull_
#define _Valid_
#define _Const_
#define _Return_type_success_(condition)
#define _On_failure_(annotation)
#define _Always_(annotation)
#define _When_(condition, annotation)
#define _At_(where, annotation)
#define _Pre_notnull_
#define _Pre_maybenull_
#define _Pre_valid_
#define _Post_valid_
#define _Post_z_
#define _Post_satisfies_(condition)
#define _Post_ptr_invalid_
#define _Post_writable_byte_size_(size)
#define _Readable_bytes_(size)
#define _Writable_bytes_(size)
#define _Scanf_format_string_
#define _Function_class_(name)
#define _Analysis_assume_(condition)
#define _Acquires_lock_(lock)
#define _Releases_lock_(lock)
#define _Requires_lock_held_(lock)
#define _Guarded_by_(lock)
#define _Interlocked_
#define __analysis_assume(condition)
#define __in_z_opt
#define __in_ecount_z(count)
#define __in_range(low, high)
#define __in_xcount(size)
#define __out_z
#define __out_ecount_z(count)
#define __out_ecount_z_opt(count)
#define __out_ecount_part_opt(room, count)
#define __out_xcount(size)
#define __inout_z
#define __inout_ecount_opt(count)
#define __inout_bcount_opt(size)
#define __inout_bcount_part(room, size)
#define __deref_opt_out
#define __deref_out_z
#define __deref_out_ecount(count)
#define __deref_inout
#define __deref_opt_inout
#define __format_string
#define __struct_bcount(size)
#define __field_ecount(count)
#define __field_bcount(size)
#define __out_data_source(name)
#ifndef __cplusplus /* the C++ library has parameters of these names */
#define __in
#define __out
#define __success(condition)
#endif

#endif
