internal import KeyProvider

/// The key that OPAQUEKEYBLOBs of the C interface are sealed with: all processes of the user share it, or all that may
/// read the machine's store, where the context is of that.
enum OpaqueSealing {
    static func key(of context: Context) throws(ErrorCode) -> SealingKey {
        try calling { () throws(ProviderError) in
            try (context.container.scope ?? .user).store().opaqueSealingKey()
        }
    }
}
