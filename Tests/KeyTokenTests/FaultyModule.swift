import CPKCS11

@testable import KeyToken

/// SoftHSM with faults: functions that answer what they are told to, once or until further notice.
///
/// C functions have no context, so there is one such module, and one test at a time uses it.
enum FaultyModule {
    /// What a function answers instead of doing its work.
    struct Fault {
        let code: CK_RV
        var count = Int.max
    }
    nonisolated(unsafe) static var faults: [String: Fault] = [:]
    /// Whether what comes of private keys has a bit changed.
    nonisolated(unsafe) static var isFlipping = false
    nonisolated(unsafe) private static var real = CK_FUNCTION_LIST()

    private static func answer(_ name: String) -> CK_RV? {
        guard var fault = faults[name], fault.count > 0 else { return nil }
        fault.count -= 1
        faults[name] = fault
        return fault.code
    }

    /// The functions: those of `list`, with faults.
    static func functions(of list: CK_FUNCTION_LIST_PTR) -> CK_FUNCTION_LIST_PTR {
        real = list.pointee
        let copy = CK_FUNCTION_LIST_PTR.allocate(capacity: 1)
        copy.initialize(to: real)
        copy.pointee.C_Initialize = { FaultyModule.answer("C_Initialize") ?? FaultyModule.real.C_Initialize($0) }
        copy.pointee.C_GetSlotList = {
            FaultyModule.answer("C_GetSlotList") ?? FaultyModule.real.C_GetSlotList($0, $1, $2)
        }
        copy.pointee.C_GetTokenInfo = {
            FaultyModule.answer("C_GetTokenInfo") ?? FaultyModule.real.C_GetTokenInfo($0, $1)
        }
        copy.pointee.C_OpenSession = {
            FaultyModule.answer("C_OpenSession") ?? FaultyModule.real.C_OpenSession($0, $1, $2, $3, $4)
        }
        copy.pointee.C_GetSessionInfo = {
            FaultyModule.answer("C_GetSessionInfo") ?? FaultyModule.real.C_GetSessionInfo($0, $1)
        }
        copy.pointee.C_Login = { FaultyModule.answer("C_Login") ?? FaultyModule.real.C_Login($0, $1, $2, $3) }
        copy.pointee.C_GetAttributeValue = {
            FaultyModule.answer("C_GetAttributeValue") ?? FaultyModule.real.C_GetAttributeValue($0, $1, $2, $3)
        }
        copy.pointee.C_FindObjectsInit = {
            FaultyModule.answer("C_FindObjectsInit") ?? FaultyModule.real.C_FindObjectsInit($0, $1, $2)
        }
        copy.pointee.C_FindObjects = {
            FaultyModule.answer("C_FindObjects") ?? FaultyModule.real.C_FindObjects($0, $1, $2, $3)
        }
        copy.pointee.C_EncryptInit = {
            FaultyModule.answer("C_EncryptInit") ?? FaultyModule.real.C_EncryptInit($0, $1, $2)
        }
        copy.pointee.C_Encrypt = {
            FaultyModule.answer("C_Encrypt") ?? FaultyModule.real.C_Encrypt($0, $1, $2, $3, $4)
        }
        copy.pointee.C_DecryptInit = {
            FaultyModule.answer("C_DecryptInit") ?? FaultyModule.real.C_DecryptInit($0, $1, $2)
        }
        copy.pointee.C_Decrypt = {
            let code = FaultyModule.answer("C_Decrypt") ?? FaultyModule.real.C_Decrypt($0, $1, $2, $3, $4)
            if FaultyModule.isFlipping { $3?.pointee ^= 1 }
            return code
        }
        copy.pointee.C_SignInit = { FaultyModule.answer("C_SignInit") ?? FaultyModule.real.C_SignInit($0, $1, $2) }
        copy.pointee.C_Sign = {
            let code = FaultyModule.answer("C_Sign") ?? FaultyModule.real.C_Sign($0, $1, $2, $3, $4)
            if FaultyModule.isFlipping { $3?.pointee ^= 1 }
            return code
        }
        return copy
    }
}
