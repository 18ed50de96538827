// The functions are those of WinCrypt, which the library holds whole; it has none of its own.
import WinCrypt
