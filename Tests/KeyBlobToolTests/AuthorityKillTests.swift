import Testing

/// Tests/Authority/kill with few rounds; `make long` has a thousand.
struct AuthorityKillTests {
    @Test func killsAndRaces() throws {
        let root = #filePath.replacing(/Tests\/KeyBlobToolTests\/[^\/]*$/, with: "")
        let shop = try Workshop()
        let ending = try shop.succeed("'\(root)Tests/Authority/kill' \"$(command -v keyblob)\" 10")
        #expect(ending.text.contains("10 kills"))
    }
}
