/* printf of 16-bit characters, as Windows has it for wide formats; see wide.h. */
#ifndef KEYBLOB_WINDOWS_WIDE_PRINT_H
#define KEYBLOB_WINDOWS_WIDE_PRINT_H

/* UTF-8 that grows. */
typedef struct keyblob_text {
    char *bytes;
    size_t length, room;
} keyblob_text;

KEYBLOB_INLINE int keyblob_append(keyblob_text *text, const char *bytes, size_t count)
{
    if (text->length + count + 1 > text->room) {
        size_t room = 2 * (text->length + count + 64);
        char *grown = (char *)realloc(text->bytes, room);

        if (!grown) return -1;
        text->bytes = grown;
        text->room = room;
    }
    memcpy(text->bytes + text->length, bytes, count);
    text->bytes[text->length += count] = 0;
    return 0;
}

KEYBLOB_INLINE int keyblob_append_wide(keyblob_text *text, const WCHAR *units, size_t count)
{
    char character[8];
    size_t at, taken;

    for (at = 0; at < count; at += taken) {
        int bytes;

        taken = keyblob_next_of_utf16(units + at, count - at, &taken) >= 0x10000 && count - at > 1 ? 2 : 1;
        bytes = WideCharToMultiByte(CP_UTF8, 0, units + at, (int)taken, character, sizeof character, NULL, NULL);
        if (keyblob_append(text, character, (size_t)bytes)) return -1;
    }
    return 0;
}

/* One conversion, given as printf's with its length modifiers taken out. A long is as wide as Windows's, 32 bits. */
KEYBLOB_INLINE int keyblob_append_number(keyblob_text *text, char *specification, char kind, char size, va_list *arguments)
{
    char number[400];
    size_t end = strlen(specification);
    int length;

    if (strchr("diuxXoc", kind)) {
        LONGLONG value = size == 'q' ? va_arg(*arguments, LONGLONG) : va_arg(*arguments, int);

        if (size != 'q' && !strchr("dic", kind)) value = size == 'h' ? (unsigned short)value : (unsigned)value;
        if (kind == 'c') return keyblob_append_wide(text, (const WCHAR *)memcpy(number, &value, sizeof value), 1);
        strcpy(specification + end, "ll");
        specification[end + 2] = kind;
        specification[end + 3] = 0;
        length = snprintf(number, sizeof number, specification, value);
    } else if (kind == 'p') {
        strcpy(specification + end, "p");
        length = snprintf(number, sizeof number, specification, va_arg(*arguments, void *));
    } else {
        specification[end] = kind;
        specification[end + 1] = 0;
        length = snprintf(number, sizeof number, specification, va_arg(*arguments, double));
    }
    if (length < 0) return -1;
    return keyblob_append(text, number, (size_t)length < sizeof number ? (size_t)length : sizeof number - 1);
}

/* printf as Windows has it for wide formats: %s is a wide string, %S and %hs a narrow one, I64 a length. */
KEYBLOB_INLINE int keyblob_format(keyblob_text *text, const WCHAR *format, va_list *arguments)
{
    text->bytes = NULL;
    text->length = text->room = 0;
    if (keyblob_append(text, "", 0)) return -1;
    while (*format) {
        char specification[64] = "%", size = 0;
        size_t length = 1, literal = 0;
        int width = 0, precision = -1, *number = &width, left = 0;

        while (format[literal] && format[literal] != '%') literal++;
        if (keyblob_append_wide(text, format, literal)) return -1;
        format += literal;
        if (!*format) break;
        if (*++format == '%') {
            if (keyblob_append_wide(text, format++, 1)) return -1;
            continue;
        }
        for (; *format && *format < 0x80 && strchr("-+ #0123456789.*", (char)*format) && length < 40; format++) {
            if (*format == '-') left = 1;
            if (*format == '.') precision = 0, number = &precision;
            if (*format >= '0' && *format <= '9') *number = *number * 10 + (*format - '0');
            if (*format == '*') {
                *number = va_arg(*arguments, int);
                length += (size_t)snprintf(specification + length, 16, "%d", *number);
            } else
                specification[length++] = (char)*format;
        }
        specification[length] = 0;
        for (;; format++) {
            if (*format == 'h')
                size = 'h';
            else if (*format == 'l')
                size = size == 'l' ? 'q' : 'l';
            else if (*format == 'w')
                size = 'l';
            else if (*format == 'j' || *format == 'z' || *format == 't' || *format == 'I') {
                size = 'q';
                if (format[0] == 'I' && format[1] == '6' && format[2] == '4') format += 2;
                if (format[0] == 'I' && format[1] == '3' && format[2] == '2') format += 2, size = 0;
            } else
                break;
        }
        if (!*format) break;
        if (*format == 's' || *format == 'S') {
            int wide = size == 'l' || (size != 'h' && *format == 's');
            const void *string = va_arg(*arguments, const void *);
            const WCHAR *units = (const WCHAR *)string;
            const char *bytes = string ? (const char *)string : "(null)";
            size_t count = 0, pad;

            if (!string) wide = 0;
            while ((precision < 0 || count < (size_t)precision) && (wide ? units[count] : (WCHAR)bytes[count])) count++;
            for (pad = count; !left && width > 0 && pad < (size_t)width; pad++)
                if (keyblob_append(text, " ", 1)) return -1;
            if (wide ? keyblob_append_wide(text, units, count) : keyblob_append(text, bytes, count)) return -1;
            for (pad = count; left && width > 0 && pad < (size_t)width; pad++)
                if (keyblob_append(text, " ", 1)) return -1;
        } else if (keyblob_append_number(text, specification, (char)*format, size, arguments))
            return -1;
        format++;
    }
    return 0;
}

KEYBLOB_INLINE int keyblob_vfwprintf(FILE *file, const WCHAR *format, va_list *arguments)
{
    keyblob_text text;
    int result = keyblob_format(&text, format, arguments);

    if (!result) result = fwrite(text.bytes, 1, text.length, file) == text.length ? (int)text.length : -1;
    free(text.bytes);
    return result;
}

/* Into a buffer; -1, and as much as fits, where it is too small. */
KEYBLOB_INLINE int keyblob_vsnwprintf(WCHAR *buffer, size_t room, const WCHAR *format, va_list *arguments)
{
    keyblob_text text;
    size_t at, taken, made = 0;

    if (!room || keyblob_format(&text, format, arguments)) return -1;
    for (at = 0; at < text.length; at += taken) {
        WCHAR units[2];
        int count;

        keyblob_next_of_utf8((const unsigned char *)text.bytes + at, text.length - at, &taken);
        count = MultiByteToWideChar(CP_UTF8, 0, text.bytes + at, (int)taken, units, 2);
        if (made + (size_t)count >= room) break;
        memcpy(buffer + made, units, (size_t)count * sizeof(WCHAR));
        made += (size_t)count;
    }
    buffer[made] = 0;
    taken = text.length - at;
    free(text.bytes);
    return taken ? -1 : (int)made;
}

/* The bodies of variadic functions. */
#define KEYBLOB_VARIADIC(last, call) \
    va_list arguments;               \
    int result;                      \
    va_start(arguments, last);       \
    result = call;                   \
    va_end(arguments);               \
    return result

KEYBLOB_INLINE int keyblob_wprintf(const WCHAR *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vfwprintf(stdout, format, &arguments));
}
KEYBLOB_INLINE int keyblob_fwprintf(FILE *file, const WCHAR *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vfwprintf(file, format, &arguments));
}
KEYBLOB_INLINE int keyblob_swprintf(WCHAR *buffer, size_t room, const WCHAR *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vsnwprintf(buffer, room, format, &arguments));
}

#endif
