/// What the help of commands says whose data has no integrity.
enum Integrity {
    static let warning = """
        This encryption has no integrity: a bit flipped in the ciphertext is noticed only where it damages the \
        padding of the last block, and with RC4 never; elsewhere it cannot be. Plaintext that has been written to a \
        pipe cannot be taken back when the last block turns out damaged; with -o FILE nothing is left behind.
        """
}
