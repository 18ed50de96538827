internal import ArgumentParser

/// `keyblob container`: key containers.
struct Container: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keeps key pairs in key containers, sealed on the disk.",
        discussion: """
            The user's store is $KEYBLOB_HOME, else $XDG_DATA_HOME/keyblob, else ~/.local/share/keyblob; the machine's is \
            /var/lib/keyblob, which root changes and the group keyblob may use. A store is refused if others could have \
            changed it, or could read it.
            """,
        subcommands: [
            ContainerCreate.self, ContainerList.self, ContainerShow.self, ContainerDelete.self, ContainerExport.self,
            ContainerImport.self, ContainerPassphrase.self,
        ])
}
