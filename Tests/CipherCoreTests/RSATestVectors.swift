import CipherCore
import Testing

/// Blocks that belong to the keys of ``RSATestKey/lengths``, made with other software.
enum RSATestVectors {
    struct Row: Sendable, CustomTestStringConvertible {
        let key: RSATestKey
        let message: [UInt8]
        let block: [UInt8]
        var testDescription: String { key.testDescription }

        init(_ key: RSATestKey, message: String = "", _ block: String) {
            (self.key, self.message, self.block) = (key, bytes(message), bytes(block))
        }
    }

    /// The block 00 08 0f 16 …: 7·i + 1 at each place but the first.
    static func pattern(_ count: Int) -> [UInt8] {
        [0] + (1..<count).map { UInt8(truncatingIfNeeded: 7 * $0 + 1) }
    }

    /// The message of the PKCS #1 and the OAEP SHA-256 ciphertexts.
    static let message = bytes("000102030405060708090a0b0c0d0e0f")

    /// The message of the OAEP SHA-1 ciphertexts: a 40-bit key, which fits under 384 bits.
    static let shortMessage = bytes("0102030405")

    /// A label, `keyblob` in ASCII.
    static let label = bytes("6b6579626c6f62")

    /// The private power, by Python's `pow(c, d, n)`, of ``pattern(_:)``.
    static let rawPowers = [
        Row(
            .bits384,
            """
            979748712ae4883a1fbb7df976051e3e37a533279dfbefcb5aee918965278a8aa92742e1a44537a8a1a7f536020e0bde
            """),
        Row(
            .bits512,
            """
            4b5c3b90a584b356c4f0eb3e29ff5cebaf85349c837544a8959c6666a965e303a731504e244525143eb87baed1c54fcecb13\
            ee73a2a6f51dd6b592be968614ba
            """),
        Row(
            .bits768,
            """
            333023bb4b07cb7c03cb9e86c09e8ee9ede6df6f04a102fece2beb293c350fc0e23f6fbe814119444c26221cb827e75cae31\
            cc7b121e66ca5475ee94b11469cb707695be848b32cd414f22abd35ebe0d7de7807936b29b175ae0c30288217212
            """),
        Row(
            .bits1024,
            """
            7250b8ce7ef7593d59cf9e46107f3931bd8b6a6ceb11f99a2b57f82c169eabe97550b5058a089c51119a79097fd8c4ccc200\
            a1aa3822ea564ba94466610092220b57add6a8d39f9cbe7cf687e20a728dfb80cea92679b94cabd58c2c0a51f3826dfacf06\
            654438d58617325eefb862427af8eab7c8d47c0acbe335c62b3d5295
            """),
        Row(
            .bits1032,
            """
            43f3fc76aaed79c3d5a6d54ab2ca21278253661a79ac6a7b8de2e2faf9a54eba438bb78a8ea02413dbaa69e84e74580a2fc7\
            b42036791c4c43060845fe4a6a2925570a47bb79d670bfbce2daacb19b7b66a49aba776b870e7b1d91a531f0ddef1fde1a72\
            7526334b31a6dd2da7be93a6278c9641bd89a2d301b5c42a1b7bac80b7
            """),
        Row(
            .bits2040,
            """
            2e3d00f10c403efff1e4df03b02ced7c7556bce762bb13fb546ac632fe4ee28448afa654d58988b199eb63c5d0aa9ffaccb5\
            c989d002fdff4703d0247b578179d9aceacfd56579c0a199391c2003403a4e40e9b66a1825c476159ec4b3cc8701ee6779c8\
            291953bb4a20a94dbfe3e84aaf5a8b2e62f6a055175b9fc79b33ce715bd58f77e66a6544d83f28ed9c6ba46996b57fcdda60\
            05e7c9a1affdb35868747ada3507576487ec7a8b0779cbd3e54f4113f9b99c3a6adb93440fc2520ced2211288e696274dac6\
            44cc1402a9f03bc4fa449f1d61412587b2e50eaf00e24d5d7fd706c1d41f36e8470c1032fe775bc8fbab3b670fe8d580b19c\
            94ed5fba54
            """),
        Row(
            .bits2048,
            """
            7e7dda4889ecdc7bafb6b41e9524e53bf9bd32f59a0862f4f898e87422500338ea43251dd20139f32db17fe3c562d57e30cb\
            315b2aa6f95426b6da2c1c37218c6d29fe7be740ca65b81b4ad181648faa1e76eb70df41d2357519ca7dc98acd2b3211146c\
            03b90fcb0117e3c34ba4ddc125ac68b96c7a0f772c2d103c6fe9274e7c170a4676919f3f13e235b1ce175169f1dd3866fb48\
            3081bb1dfe6158e53758cbdebd448582e08515f657b3f89dbd52df847a42c031e445995a55409810bfe1e426cbdc840bb239\
            75399194018d577033cc1fc75f901efde92dcf190a3652fb74f303dd8af30e74f54dca3eb28607ea16eb77238a9749dd9770\
            b1be863bd559
            """),
        Row(
            .bits4096,
            """
            1f5cbbbbb78a56ebf1239af2a01c50acbb45b98bb8e2a25ddd76c1edbcf8244dfcb6e7c077ae779c7409f3fd6526e99229f4\
            034c61ddb824d0336f5a573163b2cc5bb3a164309f9258638fa549ba903ed89a324b91adbbb7137817acc7f17407d4b48117\
            35c30e56e7ff156fbcf0ed2f1eb75ae8f5aafad76023c2bd3e42988bc7707f4b1b68cb6fbf6409a6efa4b7b064a23d6b6a01\
            dfa8f9327a9be8b92d94903297bd07beb567d48428479440a603ccc7b900b7997c86a1b2c0200af9859f5a53e9fd9bb46bba\
            eda6d1c50930d54e86fb23cdf8114771e76ec78123288d0fb08a8ace446a386a3d17f3b07551851c25858e5fb8d5fa013d5e\
            87ddceeba74ee22e9b0f487f59d8e936a36a2a1f83005a8fccc6d87632bb486d4de81c02304069a37b0e8f0e10968f7cfd6e\
            9c1e0cf51299b87dee4734be08f6bd9f1877e15ff6432582700a9b81cc94791d91692be5a803c4b24dc143c82aa31abb7f23\
            5cdd7ca40e3b21aef9b8583f1bd24a87745f470166e934737b279dacbc7251b1b6eb2a2c0033487e7e7ee202c488dc7605a8\
            675f9dbf14f276b8288b3c1be0ee406659cb662b2cff39b377e56ffa70dfd43a3b9bdc3a0cba8a4a2e0bb17864b5bd038546\
            35dfa63c33b18ecf8b3ca76de27fe0228b019ee499a7f615f08bc089ba51c9a11106dee718edc36773c929b8f00e515aeb27\
            0c28b2146b26ce4d66bb1b00
            """),
    ]

    /// ``message``, by OpenSSL 3.0.19: `openssl pkeyutl -encrypt -pkeyopt rsa_padding_mode:pkcs1`.
    static let pkcs1 = [
        Row(
            .bits384,
            """
            94cb3882578f3a7df0f26ca3959956109d5a8b3516d882c2a0959edba47fdcaf1e624e8e9f2af572d0b16cd199d99762
            """),
        Row(
            .bits512,
            """
            0ea023f71f0d7b3767319068c589c399999720acd641b52169f602dfb77dff85e0a64279b32ab53ed61270e48ad910c0bcfa\
            082712c0b71f4881d528746c5458
            """),
        Row(
            .bits768,
            """
            00e010aa5f1086788989f8cac9bb64dcd47cccb19e8000cfeb1d7cc5c9eaeaf8f4517781fa73e64f52519404a0e6d07f008c\
            f5fc5caab08b1aa605d430d90d5baeee8198358223c5176e52f7c65cacb33d8c510bdc189823bc8af366fe94e0cc
            """),
        Row(
            .bits1024,
            """
            706077410c03a49ad53d5a068b963f4394d4837de02a507d942e47541e6ee045f4b901d00b9a29d3527ee96bcd691c570e8d\
            b72a770510622b346c925fa070486e78f0c0782983be9e5298f0888558bfc5e56bf41bade166c666430a6fe790b5913d0b3d\
            755e71e598c19b57cd0f4d72584767875b2844210835c52be24075e5
            """),
        Row(
            .bits1032,
            """
            060901fb523f3208a996815c72eb271b6bfd4f009c6c2398bde4590ed1edb5cfb5db45bd3b2d642010fe7b91c7c09ce2d7eb\
            249cb49a31b3024cc56f0310be601e447eae7d341b142a508ff29cd0d6b2946b904d33cfb19f8fd703a18b6051d4d302924f\
            94fbc041944331fe11cf711047dba5e93f3cc45ef55a2d68fc65da5519
            """),
        Row(
            .bits2040,
            """
            2b2e0f432f56f07a3591df83a6c8e5eb079d8ffb08251203af771510dacd94ddc72d00941b6f09e2ad50a5a05665a8e731d4\
            516a10a891660120ad895cd67624d1e711744cd7903321cf82665cd3ef961633b0d3a91bdbc6f4433adba63c2f169ac5eeda\
            25d9a9b12bc321d490cf2c34ab0f59f76bd49472133da4db2ca3129959330f26869f9958183ea8fa418f3598c8e1922771d7\
            36522af782ea513893e25e8e444000c00a7a017ee2d598004ce68fe0e41d5b3185a5fa0ef357980e894a17f63077682dbb89\
            6ba3f06da0e8dc3ea75fd49a236f8b7dd524e2c496c65f1a9429a0f5263c6f8c1e22df9f6bba29b0f0f0ea7671b14cc89310\
            999e3eded3
            """),
        Row(
            .bits2048,
            """
            120b4017d94bcd7b3e9891ad3460325b19307bfeadc44538c4e0482123ef0c6d5f654fc85c6e076a154f8c2462f7a0d58226\
            100dcfd839911ffc12f7052c0f28b720550abd531e1ea933ae8ad278ba75c14fbc343aca5d9ad6a8adaa415dd0fca2c86cf6\
            194cabb5c9edb8c3409a78a50a2bb7ee18e4884de806e12f607ec138156c9270322e2825a11f4289f894d92a3112667d9002\
            0d634fa0b384c2c5ccf54d98b5fa00d5dc8a06f4d2b5269d4e157d311c514bf0b1f847ee275a15661a4127707ca898b33568\
            c84eb553e1979c824bd2a7ca792ae6887154c216981c5b24688b8da2388b8454f9e38db41c2260bf1cfc1c32d476e106fa92\
            8b6a42d9cdbb
            """),
        Row(
            .bits4096,
            """
            59fec29df31c42e69e5d62ca72e844c1bfb4cd90473982793da73756f01ddd6df0f6315a243fb7d3029720cb3eba5215b1a9\
            e25fb0de5003b9aed092e7877add40ac2e3c7d823209f4296d89a1e4791dcb8b597c51c9a65c26d317fa358db494cfcb20e8\
            3122543eb8a1594c4a070d893f766d24e69447dbb757763b11e2450f222614937fb644efac8d1f4c4cd0e3407e256b080503\
            5f2daaf87bfabf2a3dda4ad1578dfc28709d4b10b5fdca8a6b96fdff2c6ed9ec1552c61f59795daafa87698d208f603e118e\
            79495cfa38503ee12ff3c57f94035122f8537e68a39c7ce7a0442f3e0d3c0e837c6735b1eacb757c2ac6bb4da98355758ec5\
            3dfda62326ff1c1f776b5f818e8069d58200331d2696a6bd0c08a0573a368b2b28bad458a071dcd42f7c9e17c947cccbcd8b\
            ff0ab9fdf13b7423cfa11df1763a96eb7b889f4391442b4c55606d9a066ce2c74acc60aafdcad5847a5611907e98ba13d1aa\
            390b1e31a882511545c0ba0174972fed8bcb8cccd7af4074566d6c3aa6524e4ddddb474a798197804f92ee5a6dcf7c808a91\
            abaae1ac45758c981e88d8a5e00b51cdc0f75aa7511f4318e7d8d74b31252493147218fb4684f2af0a7d0ebccfa77a204c7c\
            f27a9cc10a03f10f81d55790e908679f01a744490e883a8a00bef7582c6ae3d3386464570226c86ac4544a66cb9e088cbf01\
            daba3a48d4910d5cc037511b
            """),
    ]

    /// ``shortMessage``, by OpenSSL 3.0.19: `rsa_padding_mode:oaep`, which is SHA-1 with an empty label.
    static let oaep = [
        Row(
            .bits384,
            """
            7904c7ccb311e7cf861510caacea9ab536640d55b0e1f6eec139ddf6cb2a41ec1d0ff20a03f0f605b9de47c733b4664f
            """),
        Row(
            .bits512,
            """
            412232293daca8549558d64433ee8cc2eed3ad160154084f87fa62515c2a5a16a6e9d35730badac55b17c4bb53aac0ce6967\
            8080cfff66f379590ef80cd85c93
            """),
        Row(
            .bits768,
            """
            0a5c61212975343ee1190c664a7c5a4f77cfd88333862c1ad8dc572e9f382828e8036fa89393df3f02d46bcb9f6b1ae30e88\
            1126de0634fe7c447cf3e0431a51cfd91e21e0599769424e0de1a78a55e9aeb223684dfe05b7053a99f1ac00e658
            """),
        Row(
            .bits1024,
            """
            7016c2599c3f380c1812411b28d675af6441ab93a8c595aaf76e8b5b472b78a5e2fb8256a3d2663c754ae58b8125f5fe5b56\
            8913ff2db1dbb086127a66b0d5d1e60da3cee8f01a7567420cbe730a1336a5d6646cc19383938983116ef999015cdebac70a\
            3753e045c10d3939af1310673c9c9f2c93e3e1af9f561629cedcf2af
            """),
        Row(
            .bits1032,
            """
            8b8ac856f3c15efd956ddd2116cf5f76642f857466e7d3f7b31901dfccd0ecfa37dd0b9cfc53925f0397295417d989e65570\
            aaf5d0e79fb186d96fec2a3f50a3d3883ac0a68600f15da9f164442ab2abcc2aefd17a87a7c3df221b53868eff882a9db944\
            44d24c03d6d64db9c3421952b28ed146060ff9d4fb031b960badb6312c
            """),
        Row(
            .bits2040,
            """
            7b98f936da39f913a5550be798edf02fa0b9cb879fb3ce63fb474b2c380e78c78eb1f155a5335f44df062941dc04696bba3b\
            39ffb041492c3c2508854cf84bb38d402c92b058688cbe823fa3b4639397edfb770fc95931e91609df02ceebf99538f8c0bd\
            ddbd5410cf52fe78c076096a171c2a358bc13f3fdba58b84053d56bd378b92b7bf0102469444bb0310c58d8c96e931ba1e0a\
            905e70f5534e4c604a12331e22a2c215fad0533382597a679b07deefb70b4164fbf59fb12e7098053bb4f858cea67fb2b81a\
            2d93b46cdee0f645b9ebfacd671909963a6cbf410c2ed8d1271807abf3a6e4ef2878dffb8c532472f9ebf2c6555dff9b4100\
            cd5152ecb1
            """),
        Row(
            .bits2048,
            """
            15277483afb2bb247120311bd1794bab3838e3c527fc18ce7744b6adb8792318a26db1db454487d88dcb43a995acfca4cf08\
            f2383f23ba6760d8a01e92d2c3fa06551dfa142690838aab4a3235a88ede8141a77d8596c9c2b80d9914333583998556903b\
            5fe95fea109094d5adcb5f1c04bcdd33b7c8156c04f4c24919020a6bf8d95ace19f8196c2755f82381962cd62bd39a353d88\
            9129913e3c4f3fc54462eb4da4132f4d3038460413c3820450c0f7d22ac519a27994ae3f68fd2678c1c007b564798c51f40e\
            ea35c020492255bb7ab270d80731e0fed3f6277af6ece63f64e81b6071a64cceeeffee85def93c2603f4d53ef70702801d99\
            42bc5218478e
            """),
        Row(
            .bits4096,
            """
            178d0ac7c8813fa6a7b183f74b958310493221b99f8aecd37bad2a3f962d1a7617084e16a8f7089bac3f3dc6862b65745e82\
            9ec0e238784d92bcebca5b1f07bb99524ff87eed7cda8df5f5c321c464b5d39287eeb7896d5d731425f895d747631d6f159e\
            22782a4e177f7e44c15d9dd768b0b82523c3e49563692e479c830e3a202ec27e969123cea750b37ac8a9eecfa3c2713fb406\
            7e7fb7245f0cd368287002cdd97d8de4ec53936669532170ac6197b94b7d6c6dfbb7d101dcce76403ffd9f90553babc8cd2b\
            be395230011be0ac81399c9df83a2c04f25a16d29954a0e6d6e275735402885d17ea68467fbf997c2dc3d32cbe6d7cf25302\
            55f70a341236fbc079da1987d717f3c8550f609dac8107599ecd268ae82b0f9e0fc1079c9fc0e4b5f528126d0d19e05034d0\
            e516f40da412d585d0d628a1e1903d087a89cc702cf4d3229e702aca3d5c177dd5eb7d78cd10431076ee6c13a8604100e689\
            1b5632c9e14c5492abe622f4d6156f7fb27c6861005440ed10223952af32c76eb1efae541fd8fd02a157ab1d9fcf46852448\
            4418778d32c1a76e11525dc7c27d6e4e5d5b8ae5a5816fb5ce43b725e91bbc2882cf2cda6bfc13a296c7ff0fa13afa696c06\
            2df971f666a828662c182ade19562744faa0557fdcb5b47fc0c596dced5032391b8ee2ab869dbdda0bb1dbe187642736e498\
            fa58b432a70b19ad229a8a45
            """),
    ]

    /// ``shortMessage``, by OpenSSL 3.0.19: the same with `rsa_oaep_label` ``label``.
    static let oaepWithLabel = [
        Row(
            .bits1032,
            """
            7274feda3a560cdedd9cb0f0d3248deef0e1bf7f8d6e6dd0cf97f7c603e980b33932dcd45f6028bdcf94a14be300b94a6fbc\
            db9a01c46f1c101dd57f030fabab35928c56a0dfacaf2da5894261e29c33fdc00a4bef329437781fe8f606a0aa02f9a79900\
            1eeb8f5310050656c6ed6f82a9af958d91031e83db2e525aa869f5247d
            """),
        Row(
            .bits2048,
            """
            5d0306fd88c4e59f0d976c53d76bdbe6d7e9377b323a290a500d163039b5b9511dea836d9e157df3b000a8294af33d12c8c1\
            176cb6f7ec64b8a928a10fcca2d2d0095107d33d32a25b122953272ab7648eb5a914a6e3e2ae88ee71350279d10e1d20fba5\
            83f733f680d79a836380c649eee9ce91fbf3aa55fdd44fb2817ced8db6726ff6bf84120169a319ecccb54eb693aa4c0a502c\
            e30c49ae2e7a8d9094723d4b3565c7802a4dcf5e120c14f2f01121bdf8bf238147252e7e6f41700693c06717c49cccb4f950\
            9d1d2ea5be1bc1a30714d85b0bdae53696195ae9342ab5ad789bdd1fa097d811f8200e408ab1c4160f656b806c20b76eed96\
            0776f84f86e1
            """),
    ]

    /// ``message``, by OpenSSL 3.0.19: `rsa_oaep_md:sha256`, `rsa_mgf1_md:sha256`.
    static let oaepSHA256 = [
        Row(
            .bits1032,
            """
            523fcc9af559d9be5a28b6d28fd796d178da8da32e70c7b42697feaa4051419501583cb5e6db0d6489f8cd2b2a2ded3e0dbb\
            8fd70cf4bb6835413833dc987aae74b2293d429c35368f9d49817f51afe073387a030d1c417f8298b417f3e9f7496ab33f6f\
            0c8299ac0e63adc007b34d603606df7542b3e765e5b6de4efc03a9eb0d
            """),
        Row(
            .bits2048,
            """
            44639362df41140a2cf39a787907bae22bc6607554969a230a1812d24f6cefa813e0bacea2f77165822a6bf3a41374f9f35f\
            f774aa450e379182c5ece76e572925a1cce48f96d1d693c394dcdfc54e6c823567e026aceb1ee8bca47038d0b56594604be5\
            6f6c20a1293f13dab3c66c170f6a4522112d63a5bc8ea965b1130ea23e8a6bf82064c6bed2828749de838cc95a98554ac648\
            267ffa359151e9d0b5e1688acb9092feb3863e468bfc6997a6a0ff357067b7c3f78649ca7268664578ed99e0de728a01a182\
            96baea36b0fcfc6f2991d8cb944a651578834f1f540a955d22d351c7d015279b31cf9de93ebfc4b9eecf7a0960134239197c\
            b2e3403c0fb1
            """),
    ]

    /// e⁻¹ mod (p-1)(q-1) of the key of 1032 bits, whose own d is smaller; by Python.
    static let recomputedPrivateExponent = bytes(
        """
        b08f5efd4609e31732dc87c62f02e5cb98966f227996e33d9d90b46af378c64b0480ca54d9ff469f97aa3e1c04fed12f9922\
        2d4c39ed9169acac9da5ef0effed4a3f32169e3b81e23449d5f4ef727d63f287bc978fc294cfeb1f5d71263a2d448c75ee6f\
        e91b09f098c9a3e0252f060495d0ac98e800f91852193099234edf0a01
        """)

    /// RC2 session keys in SIMPLEBLOBs that Wine 8.0's rsaenh exported with flags 0; the ciphertexts turned to
    /// big-endian.
    static let sessionKeysPKCS1 = [
        Row(
            .bits512, message: "1877d96b55",
            """
            11e51fbf6d3271b30bc59143e28459497239628b739bd2d2fcb09ec7acc75244d56364e2c2a40e8d5feb0cbc482bff56924e\
            19326ef530ae143274bcf21da335
            """),
        Row(
            .bits768, message: "118b9f561f97e500c6824df2327930b3",
            """
            0dff76812385f2eb966548320712232902c98ec80cc86e2f69bc974e9d3f5718d8464fc968f0d04f34075da36421c43b8161\
            44090f9bf86365a2ead20ed8232aa34407068dfd23a68bc9b407158a07a3d1833d822cdfaec42d86a3aac32eeb8d
            """),
        Row(
            .bits1032, message: "8baefcf29cb75617c058b3b6ecd7d16a",
            """
            16629b8633d5911d1f2f79b2cd029325b830dbf2a5988595bae619fcce287a142b190984c226a425bffcb07893ee5c24ca2b\
            174f162d437f5d98192424b8b29db05f376de54d7759203d143a742f2a10202cb213f774fa664bcdd59de327b90466a1d08b\
            ff1b3a98b946b95cc3bd2ceda996c344bef3486931febee4cf12bf006b
            """),
        Row(
            .bits2048, message: "98f41a357a",
            """
            227a6b8d69452ca90414ec7ce0cc3f18919da95a7838d63df6f0ab390776fa4e781ef17096336d741577ec2094b5f7434f45\
            1d6eb97b67ad81446357daf9942ae8f2c0908894166bb708c4ff2f660e60951ffe50ef4e8199da4bf825a58161dd47b8e60e\
            bf47f6e4efb301772d658bf02bf2c1590b80746ce8d35546ddec811af46783a10cd5ecdc641cb70b361562d862da1181cc92\
            9399f8a563c3039550ff07b67e2be16c61938908e1044fa2f2a9749b1504964ee4b3b25a2423528cfecb6934b8c162d64eed\
            97f96b6c84dedf55b1bcf932b65b6e111d7ec0a1ec391318b1a1525d99f4399770e598d18c2810b2541fa9db962884dd6375\
            7d78dc5c43aa
            """),
    ]

    /// RC2 session keys in SIMPLEBLOBs that Wine 8.0's rsaenh exported with CRYPT_OAEP; the ciphertexts turned to
    /// big-endian.
    static let sessionKeysOAEP = [
        Row(
            .bits512, message: "aa8a98728e",
            """
            371fc3d9d69cf9ac63dd7698e825d7b3339fd09e8ed2896f0a9294456f8cc0d5f8ac616ec8b290b713b54f8c1699287f9535\
            a139213fb5704983b2304be49b1d
            """),
        Row(
            .bits768, message: "34079869e0448d438ab847e3772b556e",
            """
            07e1e9d29ed48f52ffc8398a7c12db2f1ee2738023c88000a5f1e422fed43587e879895d9d099abdb80660bdab92cf7d3bb8\
            8b8806b44d3a2c1116ef90894a37f9c70cf64dc50611e456700144965641289b553fec5b5ea95d73a26143611eba
            """),
        Row(
            .bits1032, message: "21604277ebd01819c7aab0f0489662cd",
            """
            5b04cef6f99e07e8b34139dbee89029903ed04de956bb89508943508eca627285f7b2d6bd56d3835b0faa857840041c61a53\
            27f78e79b4c431a6d8680108cc6abaa3c376e9eb844d7d9e5debffbe9f0320c72c337c603c5134da9706812f16b1ce484149\
            d2ae63bd02205018f547a10b71ecec3b5f66eb132ad9e3f6c95a4fc2f2
            """),
        Row(
            .bits2048, message: "10c0702e20",
            """
            352dd7769ef41b4cf8d78315e4786aa7b673fd22f70baeacaa6514292b09915da40f218b83bf713a0d5b0b6047a07d755c59\
            bcb13b93b00841cd692238025e1bbcc143400c4d56d64734c55f9ec99c7f67e69ec5eff27abf06a699ce0c52b2cbe613b3d4\
            2994748570b9fce5e15432ba725c1ac5873c17b376ff555c423a2fde76456dc64da8146540e2bdf70c98589eabdd7db693be\
            e0c7a90f95817b39173ececacb590656546b97bc84f62c63ae14a2c339edfb4767a0b1846653578a7a25a426615dadd006e8\
            938800583324a48ad942f60819233e5848bc96abde5f71cb9a7fe9de43831a0a62be8e21b8acdca4b29ae9a0b3a4f5300d3c\
            eea67e218629
            """),
    ]
}
