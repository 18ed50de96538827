/* Reading numbers and words out of 16-bit text, lines of it from a file. */
#ifndef KEYBLOB_WINDOWS_WIDE_SCAN_H
#define KEYBLOB_WINDOWS_WIDE_SCAN_H

KEYBLOB_INLINE int keyblob_is_blank(WCHAR unit) { return unit == ' ' || (unit >= 9 && unit <= 13); }

/* The digits of a number, which are ASCII: what strtol and its kin, and sscanf, read. */
KEYBLOB_INLINE const char *keyblob_number_text(const WCHAR *text, char *to, size_t room)
{
    size_t i = 0;

    for (; i < room - 1 && text[i] && text[i] < 0x80; i++) to[i] = (char)text[i];
    to[i] = 0;
    return to;
}
#define KEYBLOB_WIDE_NUMBER(result, name, read, parameters, arguments) \
    KEYBLOB_INLINE result name parameters                              \
    {                                                                  \
        char narrow[80], *stop;                                        \
        result value;                                                  \
                                                                       \
        keyblob_number_text(text, narrow, sizeof narrow);              \
        value = (result)read arguments;                                \
        if (end) *end = (WCHAR *)(UINT_PTR)(text + (stop - narrow));   \
        return value;                                                  \
    }
KEYBLOB_WIDE_NUMBER(long, keyblob_wcstol, strtol, (const WCHAR *text, WCHAR **end, int base), (narrow, &stop, base))
KEYBLOB_WIDE_NUMBER(double, keyblob_wcstod, strtod, (const WCHAR *text, WCHAR **end), (narrow, &stop))
KEYBLOB_WIDE_NUMBER(LONGLONG, _wcstoi64, strtoll, (const WCHAR *text, WCHAR **end, int base), (narrow, &stop, base))
KEYBLOB_WIDE_NUMBER(ULONGLONG, _wcstoui64, strtoull, (const WCHAR *text, WCHAR **end, int base), (narrow, &stop, base))
KEYBLOB_INLINE int _wtoi(const WCHAR *text) { return (int)keyblob_wcstol(text, NULL, 10); }
KEYBLOB_INLINE LONG _wtol(const WCHAR *text) { return (LONG)keyblob_wcstol(text, NULL, 10); }
KEYBLOB_INLINE LONGLONG _wtoi64(const WCHAR *text) { return _wcstoi64(text, NULL, 10); }
KEYBLOB_INLINE double _wtof(const WCHAR *text) { return keyblob_wcstod(text, NULL); }

/* One number by sscanf, which says how far it read. An l before d, u or x is Windows's long, of 32 bits. */
KEYBLOB_INLINE int keyblob_scan_number(const WCHAR **text, int width, const char *size, char kind, void *to)
{
    char narrow[80], format[32];
    int read = 0, long_double = strchr("eEfFgG", kind) && *size == 'l';

    keyblob_number_text(*text, narrow, width && width < 79 ? (size_t)width + 1 : sizeof narrow);
    snprintf(format, sizeof format, "%%%s%s%c%%n", to ? "" : "*", *size == 'l' && !size[1] && !long_double ? "" : size, kind);
    if (to ? sscanf(narrow, format, to, &read) != 1 : (sscanf(narrow, format, &read), !read)) return 0;
    *text += read;
    return 1;
}

/* swscanf_s, where every %s and %c has the room behind its buffer, and swscanf, where it has not: %d and its kin, %s, %S,
 * %c; no sets. -1 where the text ends before anything was read. */
KEYBLOB_INLINE int keyblob_scan(const WCHAR *text, const WCHAR *format, int rooms, va_list *arguments)
{
    const WCHAR *begin = text;
    int done = 0;

    for (; *format; format++) {
        int width = 0, skipped = 0, i = 0;
        char size[4] = "", kind;
        void *to;

        if (keyblob_is_blank(*format)) {
            while (keyblob_is_blank(*text)) text++;
            continue;
        }
        if (*format != '%') {
            if (*text != *format) return done;
            text++;
            continue;
        }
        format++;
        if (*format == '*') skipped = 1, format++;
        for (; *format >= '0' && *format <= '9'; format++) width = width * 10 + (*format - '0');
        if (format[0] == 'I' && format[1] == '6' && format[2] == '4') size[i++] = 'l', size[i++] = 'l', format += 3;
        for (; (*format == 'h' || *format == 'l') && i < 2; format++) size[i++] = (char)*format;
        kind = (char)*format;
        if (kind != 'c')
            while (keyblob_is_blank(*text)) text++;
        if (!*text) return done || text == begin ? (done ? done : -1) : -1;
        to = skipped ? NULL : va_arg(*arguments, void *);
        if (kind == 's' || kind == 'S' || kind == 'c') {
            size_t room = rooms && !skipped ? va_arg(*arguments, unsigned) : (size_t)-1, count = 0;
            int narrow = (kind == 'S') != (*size == 'h');

            if (kind == 'c' && !width) width = 1;
            while (text[count] && (!width || count < (size_t)width) && (kind == 'c' || !keyblob_is_blank(text[count]))) count++;
            if (count + (kind != 'c') > room) return done;
            for (i = 0; to && (size_t)i < count; i++) {
                if (narrow) ((char *)to)[i] = (char)text[i];
                else ((WCHAR *)to)[i] = text[i];
            }
            if (to && kind != 'c') {
                if (narrow) ((char *)to)[count] = 0;
                else ((WCHAR *)to)[count] = 0;
            }
            text += count;
        } else if (!kind || !strchr("diuxXoeEfFgGp", kind) || !keyblob_scan_number(&text, width, size, kind, to))
            return done;
        if (!skipped) done++;
    }
    return done;
}
KEYBLOB_INLINE int keyblob_swscanf_s(const WCHAR *text, const WCHAR *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_scan(text, format, 1, &arguments));
}
KEYBLOB_INLINE int keyblob_swscanf(const WCHAR *text, const WCHAR *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_scan(text, format, 0, &arguments));
}

/* A line of UTF-8 with its end, or as much of it as there is room for. */
KEYBLOB_INLINE WCHAR *keyblob_fgetws(WCHAR *line, int room, FILE *file)
{
    int made = 0;

    while (made + 1 < room) {
        char bytes[5];
        int byte = getc(file), count = 1, width;

        if (byte == EOF) break;
        if (byte >= 0xF0 && made && made + 2 >= room) { /* two units, and there is room for one */
            ungetc(byte, file);
            break;
        }
        for (bytes[0] = (char)byte; byte >= 0xC0 && count < (byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2); count++) {
            int next = getc(file);

            if (next == EOF) break;
            bytes[count] = (char)next;
        }
        width = MultiByteToWideChar(CP_UTF8, 0, bytes, count, line + made, room - 1 - made);
        made += width;
        if (byte == '\n' || !width) break;
    }
    if (!made) return NULL;
    line[made] = 0;
    return line;
}
KEYBLOB_INLINE WCHAR *keyblob_getws_s(WCHAR *line, size_t room)
{
    WCHAR *got = keyblob_fgetws(line, (int)room, stdin);
    int length = got ? lstrlenW(got) : 0;

    if (length && line[length - 1] == '\n') line[length - 1] = 0;
    return got;
}

#endif
