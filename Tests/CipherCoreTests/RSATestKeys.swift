import CipherCore
import Testing

/// An RSA key with all its parts known.
struct RSATestKey: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let publicExponent: UInt32
    let modulus: [UInt8]
    let prime1: [UInt8]
    let prime2: [UInt8]
    var exponent1: [UInt8]
    var exponent2: [UInt8]
    var coefficient: [UInt8]
    let privateExponent: [UInt8]

    /// - Parameter parts: n, p, q, dP, dQ, qInv, d: big-endian, at their fixed lengths, one behind the other.
    init(_ name: String, bitLength: Int, publicExponent: UInt32, _ parts: String) {
        let byteCount = bitLength / 8
        let halfCount = (byteCount + 1) / 2
        var rest = bytes(parts)[...]
        func next(_ count: Int) -> [UInt8] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        testDescription = name
        self.publicExponent = publicExponent
        modulus = next(byteCount)
        (prime1, prime2) = (next(halfCount), next(halfCount))
        (exponent1, exponent2, coefficient) = (next(halfCount), next(halfCount), next(halfCount))
        privateExponent = next(byteCount)
    }

    var publicKey: RSAPublicKey {
        get throws { try RSAPublicKey(modulus: modulus.span.bytes, publicExponent: publicExponent) }
    }

    /// The key of all its parts.
    func privateKey() throws -> RSAPrivateKey {
        try RSAPrivateKey(
            publicKey: publicKey, prime1: prime1.span.bytes, prime2: prime2.span.bytes,
            exponent1: exponent1.span.bytes, exponent2: exponent2.span.bytes, coefficient: coefficient.span.bytes,
            privateExponent: privateExponent.span.bytes)
    }
}

extension RSAPublicKey {
    func power(of block: [UInt8]) throws -> [UInt8] { try rawOperation(block.span.bytes) }
}

/// The operations on arrays, their results in hexadecimal.
extension RSAPrivateKey {
    borrowing func power(of block: [UInt8]) throws -> String { try hex(rawOperation(block.span.bytes)) }

    borrowing func reporting(_ ciphertext: [UInt8], _ legalByteCounts: ClosedRange<Int>) throws -> String {
        try hex(unwrapPKCS1Reporting(ciphertext.span.bytes, legalByteCounts: legalByteCounts))
    }

    borrowing func substituting(_ ciphertext: [UInt8], _ legalByteCounts: ClosedRange<Int>) throws -> String {
        try hex(unwrapPKCS1Substituting(ciphertext.span.bytes, legalByteCounts: legalByteCounts))
    }

    borrowing func openingOAEP(
        _ ciphertext: [UInt8], label: [UInt8] = [], digest: DigestAlgorithm = .sha1
    ) throws -> String {
        try hex(unwrapOAEP(ciphertext.span.bytes, label: label.span.bytes, digest: digest))
    }
}

/// Keys of random primes (PyCryptodome) that Wine 8.0's rsaenh imported and exported unchanged; d is the one modulo
/// lcm(p-1, q-1), except where the name says otherwise.
extension RSATestKey {
    /// One of each length.
    static let lengths = [bits384, bits512, bits768, bits1024, bits1032, bits2040, bits2048, bits4096]

    /// The rarer shapes.
    static let shapes = [
        exponent3, exponent17, exponent257, exponent4294967291,
        zeroInPrivateExponent, zeroInExponent1, zeroInExponent2, zeroInCoefficient,
        smallerPrimeFirst, largePrivateExponent,
    ]

    static let bits384 = RSATestKey(
        "384 bits", bitLength: 384, publicExponent: 65537,
        """
        a599853db884076335f0a774b72d99aa56c35409346ab02e0ac571baae0cee539a433f51cdc7c9bc3eeaa10fba57c5f1e8a3\
        82127165c4094a5845300f53a6cecde939b49903e8adb63aa05b46c23dafbddbd6d9b4cc2dcbda116dbdb9f3a6d5bc3b484c\
        69ea6082efdf9a23b7d3047e0247ba443126e385631f009aa5a2826b559a7f036c94a3547f097be7f77dd1019c5bfc3821d4\
        f3aebdef1916d845b9d5596aceec8cb3328c0b603c39ba4ba19949bae63a0647ba3dc17794cb36c0047f0cb63cbef29e69b8\
        3aee921e7b01557d864efbca0f1b04d5
        """)

    static let bits512 = RSATestKey(
        "512 bits", bitLength: 512, publicExponent: 65537,
        """
        b1dee81ad3905490e5de5139a1dc8c72af3e093e46dc26c76518133952704aa262edc09a36a1489a207ba6e3f13d2ac4be58\
        e8991fd2833619a26fa0cd3aebf9ebb961b0941a207a488655bf6bdd5bb435b564b05bb608073c797270ccc18235c12b9979\
        1711cdf0ea66f670ea5cf5b9dc9086bee72f00c6ec30b373049dfb35d3b812bd15988dd92730b8ed9045266baaddbc8d0622\
        6dfd89dc8ee42f94128d181a09871b42c47047bedb06d1a7119dc410604f9766bcf114ed2aa6b22fc7f532ded7e7c409b77b\
        003ba1759577a4f6e94f253e5cbf3fd8ac3f87cc41b3b3e5254e54cd27996a7b379330e30f155469cb628e0abf4ef65d34d1\
        5f5ad2f51559eec419311936e452da655495be09d36ecfc96dcac5791386d06e2afd15aff8d9
        """)

    static let bits768 = RSATestKey(
        "768 bits", bitLength: 768, publicExponent: 65537,
        """
        a1e2f8ad2d3ada2062923ad1d1be9b2c88170d3fde25b631e6bdd1b877df33faa2ff05d95b9780e640a8585ee4a88463efee\
        fc8d972a8bf17c345c9de383d66a3205e828ef61fc03df0af97a4a11ac1c855173c25744380e83c62a950a372b89f08a05e7\
        323b9d7adf485f53b0c1b5e141ed836517890463c3e416384ae8adf9c508112c09f307bd6c4e03d80cebe1abac4ac06f57ab\
        ca2d1e7ed4b7ee632aa63336646f022cd296cb5b4d26d0dbb132a69909bd852c75619686a6d924499b9b85f356f638f319ef\
        a3081a8df090ef4851fe827d796dc4140ab2a9ed0f4a241843b10a5f0beb5b14118c2077e03a3ba131881804aa86b7cbfadd\
        69982b4f951e4cd0d154dca23834a3e7eea93f1839bc1f0b1632c70b7dff7d3fdecdc451e90ba6495d025131a3fe0404d38a\
        b80f19091cc6ba47bbabc05d24c1e445fe6df9d2d6b806e16e3ee487584a1d0722fc94aa0600e7d4d9ff8e054eddf121e96f\
        3b2765c40d15984470e7b890c38d4b55e54b71804e38cbc57a706af9b7d78beb04881aa9b730232e338a290ed4227e380a2e\
        144b6f0b6d389418c10586836b40980e8ed9e65d07296468348cf711eb5ebd4d
        """)

    static let bits1024 = RSATestKey(
        "1024 bits", bitLength: 1024, publicExponent: 65537,
        """
        c0e47cee23e73f14a1ae9caefe830c3717aa3c620b682b36ba5c119ebbae99472704014bfe217bc316ee2f1e80c85ec859d4\
        538bde6f36847b8b856589a3ff7db1810a066dfed95a23046234e01fca7fab3821f9d5d374d8237f6a368bf54c540402bfde\
        fb2f0daea985cf59b3053af60a50407fb5eed4a763482010b5f1627feba883ab7a5cbb1142f56bc655b04a8bd71901ef4479\
        38b5b427bcf78c9c9aefb05d30542cda0adb121a92b5c8e1d88eaca97e49280d016287689d4eb9503a93d18af3fb2ac28563\
        1e02e363a51da0c159939a4a08c4e486381a661d7b6c10ed9ccb947deb7c951c8c3fb4886445dcea7440023da98902f2e7b6\
        b47a77642fe58567840252e6a3cf85c4411aa9ef7e83e36478bfe657694f13895b6417e99f9c088ef888ee4b10d22b5177b4\
        08e03123b382cfc6c2317a93386c7480d84f1e99ba29fa836e44edded67df869c1fb65a4022269d456a01eebc4126820cf53\
        7e62ac880e00256444d1dd24880f190f1cab4be6c656e4356ee241cd07e13a0b4fa5a10107aa37351d0d484e2bc1f913dfad\
        1a4127a09bfeac48c250e662617a024051823f6a7466c8b776a5bacefd980fe857e7a54f6c9a5898d3606808465f72fc33ac\
        c27f35a51cb4154066ff4675ab0f134aead4454409d7a68345c1257c77d9a4ed20bfcffbfe60dc42c0e2c61367b8fabfb406\
        1377edbdfe2ef974a334091c96ed351a6e00e0c024850190f8b03f4011ae510dac497de7feb06ededeadc4ab28ff2a8f6032\
        24ea5596bae6ccacf4b6eafc38cf9fb4df52253bcd4f41b57ca9
        """)

    static let bits1032 = RSATestKey(
        "1032 bits", bitLength: 1032, publicExponent: 65537,
        """
        c10f3ce04fd9e7cffb92e83abb9003119fec59e7925ae0c9bde8916874e0668689d2af96a38de026204c5c2602932956b2da\
        2ad792e74f3c8a6a1b6a41031229b3ff87fae960a6c34c05e40da98b0059ecbdf17379830afa25dc4541d07f99350efcc79b\
        915aeb00f1bb816c7f8b765562a65bc63d5532e89ef362a2bd0e594e290f82dbe736101a2cadaddc0470254b8c0c31548093\
        a320cce613705013373e7b239133f56a083f2a81e263671b591e49024adfe4e11ca64b57b89b87a8f7f226c50c724cdae8ad\
        c38b0af3cd44ee0e2d42657cf791f08f87245d83e8b1360f00a8ff891f096b34a83bfa54248a346e4c58cc3e3969d08f9bf3\
        7996e351f03e4da0150bee23834f82cd0f063ace1a1fc39fbac4fa003bb0d26c7d0c8d70fa35fd6cb23ba60827bf793e544c\
        783aea680f808ab917abe397fd782e44f739b0fb16520add09c029b17d8353a3c40ac78eeea83090c98d232e33b55d7c01be\
        eb3699511b8549db9472fe879c1c90ba067e372109b2af1f383f4b62961c21ef315ae9c9056b1908aac50b0e922485814fd5\
        08d784fdf30b418a4ae9924efed4b61f8c126bc8c410759c23a4424a3ea32be332408428fe7a81f13028fab80a6b97a6f359\
        239e80ff1fc3f1550a26753b362e599a2256e37e60a52bb4cbd2baa64f22475c9bd079661d22c6a3df54de82ff70f8ff8310\
        722e92fe8d2a8bc015fc44dd09163e4cb24e18376aac06416b1985bea9e1b6f0d7bb563c008ed7c64a89416bac40c0cf29b7\
        db8c16fa5c04873cc0a5e8c3c15bfd3de6bababf3f424498f7de45c2486ccbe485
        """)

    static let bits2040 = RSATestKey(
        "2040 bits", bitLength: 2040, publicExponent: 65537,
        """
        d83be46f75f1909e8b4e546af06f3a248305b86b7c76bbd7d70bfe272b4904c0fdc1a06bb7aed2738b582ec8d639369fccd2\
        7388df81fc9243bfda3e5abc5f105c84583f73ed06809a46db8168ae9494ecf13f3757d53a9f3423a7110658697bdb536eb9\
        e1b4a15c66a68374679796dd11b0dd64cb326a50e1cf2be0be9db542edf4d943447e17703d3596cc007d0ceefe0e65184335\
        59423c8d621674a4c530bf1e8335c48dd5010896c88ed6909d2158082ce2f1a0130901975bab016ecd32110495c77b2ca93a\
        6098f6a2c7f5bd195aa70d4965bbc90ab12af657f74c2ca52c2421fcc6728761b9914da9903d2e7dd0d8381ea103a71bb1f5\
        0eb8301bc50ff614860b9cde3ab2cf08c9b84ea23d3654aa4ee689f64242c126a1236ce8f8cb15e5c626e42cf451474c78d9\
        35a8e261b169dc71d2e355af91126c9081e2796e41334d230050be642d3bc82b6c4324af46126032fce428bca9d74e1b4a14\
        48460ff1c8943e029c6c2bc65237a524f196b756a57bc105d54a36d003b4f24c5d0d8c247d186b3a37ce9e8a75b02976c401\
        5deacc8664bb4718b83203b9741848ff3461aa7f35c20977554732df1d00cbe22591a1d32819c557ccb479ac8f2ee633c4fe\
        6bb42ecc8bf3495ff91913c4896b2ad2c2c754f2924f0ee0542ef2b6e8aedef4301e17ff0a7923cde9e37df8778b972dfcc2\
        8b49152d8d726ed27656890dacd28cbe6a5a64844aa9c6daa8548c897e24a49114e6ee826f267facf064f2b45d408e7347cf\
        d44bc7009811d1cdae97f0ff3826357f1d2cdce8a2277580ea75325b97dd4329ead5bd8398cecb65038b4048022fed483636\
        de755fb035da06ca3063016d316bdf45368426711287028e14eaa1c1d3f1017b22573ab5cf5ae9048882a541889000a0a938\
        97cd0cf2eaffb217a1bccef44404278ec4e447cee08e554ee128942a8bd45cbae870f45991dfe8c664aa2ddf01c43181aabd\
        6d643a2fd499761ce3141b389bb2fbbdc2799faa36b833e953a99fffc870947ae948ff6f94b78d6a6489394df407315ea886\
        7e2a3dba6bbc05b3bcdc735a796eff9e5104538b54f4cecc174398b3478edfdb6acbb9c9eff88e36af81ec51c551f1744c15\
        f10447898d50dafa430bc2c0029984b8b5f2a199b34fcc051b4a1252f4ddca5904cad40e5252414f976eefbcf3c055c95d42\
        a727195a76489151869c25bbf8e094fe102a27d73626b1f01cff80f82e9b2cdda7cc4299f4d11bf129293141b9112245ca93\
        34edf9b21e25d04776f8cb75da592fa33021584c00f645924779e9f4f187cda1436807a1cdfdff0a0284928aff4e0a55738e\
        58e4a76a1ab0c3e6607c843c1de308b01036a950b163631a00e6f982c1d6e2dd7f49f95d3e9b1b1c58a51b6a55ae4dcacf70\
        8ed731bd17a4eba580373aca63174b8b69081809e2a33cf0d974710b2f1eaf91a2527c5f8d55e45345ac11b863ad70a29d26\
        354ebe9125e83236954db6c26505220601f577b20bb933110f1140fe97daac24f1ee2ee90495e6f97cccfa16d1b22acf34c6\
        4c55c1db31f3680ab286b66267790c916fb101d90878eb1e17c3a1f82006691bba7dbfef86c2048191c4b4d49be78671f7e1
        """)

    static let bits2048 = RSATestKey(
        "2048 bits", bitLength: 2048, publicExponent: 65537,
        """
        b7e2a7f76a523a0faf933cd74fa904e2ff677cdf33c816303bd71fc7b17ad41dc5f8cab7a23bb8c57e457b75717d207b3acc\
        3258bf21e256ff212ea89f499e9d3c0f905e338bccb48537524bcda505ff79105dadf3ab48f01f32fb6f41e3e4ffdbd8a713\
        32e40bf793e31e140dd352a95df7ffa4ad8f1a4eed025e81d25947cba788f102893f18ec05b4413f7173bbc4f62dafb8d4b7\
        4dd841ac5222cba9735b5e2eac79df7c8c5b8408b5afb4dfdadd5b58e8a25ad042af10bf3b21ec5db166484ee8a99fad0f3e\
        cf7a29b4939f9c40d14ccbcf56f1de89d9519625c801bab4ef43ed652779425bd1de0070dd0157c0c0a9eba0b186cf91b1dd\
        d6ceebd04127ffa36793959bebbe4ad4ebe05cb3566f2997a7df90c76ae524e8c0e7bfbfce23908b900767ce7cb90508deab\
        c35c3bc3994a4adba06c162891dd04af2f52488431ac26b84bbac7afbd6403fdd4f198827832f159ec88049edd18d4f85492\
        f3a3dd88f3518e357349c0a16a6171c11a75fc4fb80502f76cfeb306fdf2886ab9b1b82542ff9a351766db8a9ce148cfa750\
        2b00f26e9838efac387980fcb81be721722aa55a7a91b855e9ac3362bb941a0f90aa3adb73b68f738dd6b69feab4e19e44a6\
        23c5464d58688e62b4a09b7a727187b5b16e3e65053a456f8b6d65c41ba31b39b2fe76b4a82708105eba79a9268927770f05\
        8514682942d45cc28d810657f7e53d4ba088d2d2753e847dcd671b2a30eb1f9f6c85f4e2c027f4e8c6c8f8dd040e525cdc0d\
        20654abc8f318100aff3bd728da4ecabe3d0f3a1a029417a4957e7d348b8eeb6f16d39fb02e3e2db65491fc646c52cd9b9a1\
        5446003fcfc3b0fff694175fbec79644aec7d8a125ee5bfa8df1c0411bdf5392a988de39928fec011a7447eebe71981e0fb6\
        17198a4342af12ae7d25843ad1bbb515478186d5835bdbb1e2b55fdc6555fa4ee1c6f259b170c100a399f942a5d31cf256a4\
        1cacc5a8de05dc27b014d67996d2f94e05680edede772cb940bf7483cd8bdbc4e894c6bfa4dea2274a5863bbcfbdc24e19c2\
        4225fc046fa5045c4d26785257cd1f5504dbeb9efa99b1c6d4291fc78b34e206adec118dbef0682b1e4c2e5a24838bfe11a4\
        1a9aab4aa947ca6e3c62a290e00f67e5a5daee6066dd6ddb62fe6fcd70db967fcfb56c091ac8299344122215e43ceaac297f\
        59a0dbcfc9b6bb80269278d1127b4c9005bd1ed8813d83a0cc8e825a022753b5e9ec1e07ad58ce69e898cf225dcd1e1b43f8\
        e43576401f34f21f2671bbd5168ff107f2486e299382933774bd7181366a97761d5fbdcec7efc458e42de2658aa8e80d53ad\
        ce8b03d680f726ad3d04ed5277069555ec3c1a1b86a3d6959037d5b072460ac11e7e01fdace0f85ec19d8a771c53ae5f5bfe\
        3afe526c621f19479595070c05468abe255bdff14d6944b1b1493fbef75b68c158cb5c316c748c080bfe86b5224c1fe49977\
        eed4e58fa7f1ad243a0b796b6c77a373403522c98674b6c582d4968bd24dc99d625e3805e6bb99e3cc59d61a0cf5b75667cb\
        8213ed54306c3fb366e79b931b3a324cb17022052cf8d994824601cf357f41c7ec8e1a31b4e813936a533230a1919e93f44b\
        2741
        """)

    static let bits4096 = RSATestKey(
        "4096 bits", bitLength: 4096, publicExponent: 65537,
        """
        91241f6ce911754d5dc864ec2e58453d18a758f3089d454142bc53efc2b71731d91843e65abd9facc840eb7fee54bd11e0b9\
        1d62a70aa3c835b5b6a313cfa8026b642c5df5966ddb5fa35da73bba6e172398de58b46de217ab28dee6b28a5ba79da8aeec\
        bde8fe44c570d3179c81f813cbbe2e76359ea3e73ccdd9772f33c4fffd5f70b245c019469b49597c19bcba86ca65978fd40d\
        744ebc2237f203cb3a2a000d3c5cb39f1445f6fae16389e7caf2cc329c88419a66744f2d15da0fd10076155f5b1e22e94e01\
        bb1b00289696fbd08ebb9701c8a094774ae596c39dd833b29c635e6fc35ef5d508ead502bee63a2ddc26e7762e7b6703ba87\
        ad8a9f72a4075fd040b8709ddb6d5dc3a2acba5f1dfd1b3a15343ec3b183c9d7ffb52a60c97afb8578b025071f06afd6ec51\
        33201762c9638f4503333102ee1c3bd9b210f1617c6a33ca3637bcf3982fb1f7bf10a8ea93856cb829eeca9fb1bc1af4f29d\
        5556b5318339b0dc930b2ca38649b9ba650a46c41c3e22f0786060e6f4138db07666e6e1e1b052c765e73bc86990de12ee1c\
        01628c23b3f6b4b68c4ead52e84cbf8c04c42aea8aadb4a8775dd13b2b8c6874b50fc4bb0780b267f714be8065729092ef3d\
        b42505148caab82def9b640fbf06e4c73528bb63c3b82a665d41592f2540ff737900cdd13627a38209656d0410a43896ff92\
        fad2cf5a6fdf23166dc890e9ddbbfa4fdd05d89e3d733d8007431283edae051e3b8e8bf574b5990cc0cf81762a5b82098952\
        5d2c932613504c97a8fb865dfb1ea49dd0cd4b839cdb1f18ec13a5a48d0367fb87900d008c456934aa2b51c7df4570fac6a7\
        871010961909dbfbf8159ecc756fb46a42af7cca5fc737379ef8f744783a5f397aa5dee148957cbb0367c9166045d051d3fe\
        2d47b3bdd694afc3c597cd43c009cfa57219660405c537795d43f575f11cc241edffa7feda220e4ccb4d3f2488cad5ef6cb2\
        09326bf163633016b6ba28ad774f9540c4e3dc9de6ce49fd2c7cd4e51355381b2f5e621f815aacd0546fd956dc089dd089f7\
        3f3cf93c2f9c2273e10741fca3d1e7893729a7920b76e48658ec55f712f95bd50e399afae08c865b7cb70a6de6691d328d6b\
        9bd81bc991efb020a7f203213082a14aebdd21825627a120b3b44b29b13c3aa140b5f4882d01f44d3e88061d991df96b90d9\
        4907e4f2fa2ead7483a4e2bcd4cf617b9db5c29f4007fef2bcc7ac3ff6470f87cd1d121b06c806cd370751f300e854506b59\
        f9da1298f51967ba8969768525cd831f54488c603d4eaa2c6e1a574e86655728aacb0dcf6776b887e50f9bb516083686fd4a\
        d707763805e94fdc0bd2c624693bca1746357fdf55a48d301960982e31eb757e4a7b0f070c09c8bac3f9215338df0a504a7c\
        cf9e07e32d5428802fcf5b53bb51ed8e64c2bb60b6bc83c12c742a5be690ec7bd5100c8d65675207f717c358eb51c9c77d0d\
        8750a23b37d64be9aaa964c9897a8d49bde7846387725ddeeba09a1a35a962f150fa3142dad99984e2ec82e54fa956a1fc7d\
        51f948008555cff269132dce9a6a6318e48e307754a668feceb085782444707d5634676294518fa93f7d5c67f6a9d8844bfc\
        0454adfb19ba8db4916e46551818def53956f7e204f44927c311747ad3e439aaa6c98234a7b91f35f50ff1f62bd3ec87508e\
        3155be108f8f308991d87d6f381ecebb4754b468695beb19d3e8b5a09598a53b56f196add644749e34810a4d90f298337ec8\
        820b0652a23d22c1eb79ca9f3223744857b732c50ea158de60ad8d80d9f903783dae878ad49a882926866d455b170c437794\
        d14f61a4b49d93f0c73efdb8a5b072dad89fbae8e2315ba93b44e92c10f832326db04260d7f7babab145cafcfdc706ba2f1c\
        643f9934ddd38d1116d2085cc76b576d448ae4e28dbb434a9fa96f9e4ca4afd3f652740ff8a2b5c959431d6a35700da8eb9a\
        06b2071aaab2ba69151dd92b32c6362e5e9cd90dfebc654cda7c87e3852e3f61dac31f38ee4ab35617e84f46b34aa30d9159\
        def64962ea59748c54fcb48ff125e167c58f902cc13deb0663fb6df2cf6c5a2a78ae8091e7649da20f3c8de1408f8dbf1a9b\
        b54150bf7ed6274e4efb5c9f7af90db6c180859a29e34443d6941ab42117fb23448560c1445dada69df8353442b41ea2f7be\
        f9e740865e2443422366962e70cc412e789bff46ca9ad5f06eb02196ca4eb6871502b4327a53200699a73a24dc2d10ae1b28\
        93bd6bd9ae575a9191d136c19ad80792f6c49ca559013f5a6785599cdec688a7d8304771ca05816530a7c36c0b5da8f2a462\
        e47f827501c3639d79099beb794006fbbb88ab97df2e93cb6c1af34cb328447cfeb8588b9778eeffb55f2593a0c1fc215088\
        86d4e01dd2d16e23e2b277abb355ee77aed9fcd3fb56aae2f4a443149c470f89271a750ad07a2891f357271b0bdb65e83adc\
        aebf9b58e60ed2558f07176bdb6ccc66170a65a6578cbf20462670a4b23f105193e30c850f5c63d1a5350a42be9e7f551ac0\
        f90ef254909bb0ac66ae68ff4875fed803e0e6c1b1d72a027e05a542371ac5fbabee0c000fb029ac26820bb9e6537e1be8b1\
        239be08a0b077dc257911e6c2fb0c5307a4dd8eeff7aaf0b6ef7a02ccf01ab99e075387cc7c9401ff55adafbaa631ffeaf8b\
        b126ae8c2eb88f960f891b2efd2953d5054f207f94f0def9996d00d47124b4b8ed645e5eea56d789c55cdca2b6d1e7f8d9ec\
        0f7cf9e335a7db9274d753e42d54314303e1d98dffeb319119ea61d10f050b1e744d04ca889967302d71b9a1a967952ad01b\
        50c5e2017026ab0c4a6d13f51916f863a982ec61941325e7b5414dc50b8c20e38e5769405d7d9f9d1fbe19068e6a673e5b31\
        defb284c64415a5b0970c3fc2aa9e8818f55e5cfc8ec0c75d985b00f57db7e2d9ede86c2e9f37d9582aef5b2300b8f7d566a\
        728698ae410bbf01f321e8ac7e10d6c1eef9bc7178428ddce0e181a4a6a22294974f89fab6b99ad29188dfd9d2c4d04f06f1\
        2963c7e4600131bc54624fe5bde3c45d9d253c2097bd9b525177b8caa25afe08109e6a78c6141dbbfeb655b4edf27260e7a5\
        f5d06825ffadde4c00be16dc04bb41f751996a3d07c8c162c281338767a67e3b42b9d3265a93867df2b402ae2c87c6a69126\
        2e35f56c428c6f8ecefd2136b8bc98f7e6c9cef2c446bd15422a8d02acd42716f953ae44435b8f69a559a5337ec10ab36e50\
        b00240c1
        """)
}
