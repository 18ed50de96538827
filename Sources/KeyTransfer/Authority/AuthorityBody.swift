/// What somebody signs who has to do with the authority.
protocol AuthorityBody: SignedBody {}

extension AuthorityBody {
    static var forgery: TransferError { .authority(.badSignature) }
}
