// Key BLOBs of Windows' CryptoAPI and CNG, and files that hold them, for YARA: yara keyblob.yar FILE.
// Written by Scripts/check-docs --write from the layouts of the codec; docs/formats.md describes the formats.
// Rules tagged `embedded` find BLOBs anywhere, the others files that are one BLOB (yara -t file …).

rule keyblob_rsaPublicKey : file {
    meta:
        description = "RSA PUBLICKEYBLOB"
    condition:
        (uint8(0) == 0x6 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x2400 and uint32(8) == 0x31415352 and uint32(12) >= 384 and uint32(12) <= 16384 and uint32(16) >= 3 and filesize == 20 + ( uint32(12) \ 8 )) or
        (uint8(0) == 0x6 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xA400 and uint32(8) == 0x31415352 and uint32(12) >= 384 and uint32(12) <= 16384 and uint32(16) >= 3 and filesize == 20 + ( uint32(12) \ 8 ))
}

rule keyblob_rsaPublicKey_embedded : embedded {
    meta:
        description = "RSA PUBLICKEYBLOB"
    strings:
        $mark0 = { 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark1 = { 06 02 00 00 00 A4 00 00 52 53 41 31 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x6 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x2400 and uint32(@mark0[i] + 8) == 0x31415352 and uint32(@mark0[i] + 12) >= 384 and uint32(@mark0[i] + 12) <= 16384 and uint32(@mark0[i] + 16) >= 3 and @mark0[i] + 20 + ( uint32(@mark0[i] + 12) \ 8 ) <= filesize ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x6 and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0xA400 and uint32(@mark1[i] + 8) == 0x31415352 and uint32(@mark1[i] + 12) >= 384 and uint32(@mark1[i] + 12) <= 16384 and uint32(@mark1[i] + 16) >= 3 and @mark1[i] + 20 + ( uint32(@mark1[i] + 12) \ 8 ) <= filesize )
}

rule keyblob_rsaPrivateKey : file {
    meta:
        description = "RSA PRIVATEKEYBLOB"
    condition:
        (uint8(0) == 0x7 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x2400 and uint32(8) == 0x32415352 and uint32(12) >= 384 and uint32(12) <= 16384 and uint32(16) >= 3 and filesize == 20 + 2 * ( uint32(12) \ 8 ) + 5 * ( ( uint32(12) \ 8 + 1 ) \ 2 )) or
        (uint8(0) == 0x7 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xA400 and uint32(8) == 0x32415352 and uint32(12) >= 384 and uint32(12) <= 16384 and uint32(16) >= 3 and filesize == 20 + 2 * ( uint32(12) \ 8 ) + 5 * ( ( uint32(12) \ 8 + 1 ) \ 2 ))
}

rule keyblob_rsaPrivateKey_embedded : embedded {
    meta:
        description = "RSA PRIVATEKEYBLOB"
    strings:
        $mark0 = { 07 02 00 00 00 24 00 00 52 53 41 32 }
        $mark1 = { 07 02 00 00 00 A4 00 00 52 53 41 32 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x7 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x2400 and uint32(@mark0[i] + 8) == 0x32415352 and uint32(@mark0[i] + 12) >= 384 and uint32(@mark0[i] + 12) <= 16384 and uint32(@mark0[i] + 16) >= 3 and @mark0[i] + 20 + 2 * ( uint32(@mark0[i] + 12) \ 8 ) + 5 * ( ( uint32(@mark0[i] + 12) \ 8 + 1 ) \ 2 ) <= filesize ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x7 and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0xA400 and uint32(@mark1[i] + 8) == 0x32415352 and uint32(@mark1[i] + 12) >= 384 and uint32(@mark1[i] + 12) <= 16384 and uint32(@mark1[i] + 16) >= 3 and @mark1[i] + 20 + 2 * ( uint32(@mark1[i] + 12) \ 8 ) + 5 * ( ( uint32(@mark1[i] + 12) \ 8 + 1 ) \ 2 ) <= filesize )
}

rule keyblob_dssPublicKey : file {
    meta:
        description = "DSS PUBLICKEYBLOB"
    condition:
        (uint8(0) == 0x6 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x2200 and uint32(8) == 0x31535344 and uint32(12) >= 512 and uint32(12) <= 1024 and filesize == 60 + 3 * ( uint32(12) \ 8 ))
}

rule keyblob_dssPublicKey_embedded : embedded {
    meta:
        description = "DSS PUBLICKEYBLOB"
    strings:
        $mark0 = { 06 02 00 00 00 22 00 00 44 53 53 31 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x6 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x2200 and uint32(@mark0[i] + 8) == 0x31535344 and uint32(@mark0[i] + 12) >= 512 and uint32(@mark0[i] + 12) <= 1024 and @mark0[i] + 60 + 3 * ( uint32(@mark0[i] + 12) \ 8 ) <= filesize )
}

rule keyblob_dssPrivateKey : file {
    meta:
        description = "DSS PRIVATEKEYBLOB"
    condition:
        (uint8(0) == 0x7 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x2200 and uint32(8) == 0x32535344 and uint32(12) >= 512 and uint32(12) <= 1024 and filesize == 80 + 2 * ( uint32(12) \ 8 ))
}

rule keyblob_dssPrivateKey_embedded : embedded {
    meta:
        description = "DSS PRIVATEKEYBLOB"
    strings:
        $mark0 = { 07 02 00 00 00 22 00 00 44 53 53 32 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x7 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x2200 and uint32(@mark0[i] + 8) == 0x32535344 and uint32(@mark0[i] + 12) >= 512 and uint32(@mark0[i] + 12) <= 1024 and @mark0[i] + 80 + 2 * ( uint32(@mark0[i] + 12) \ 8 ) <= filesize )
}

rule keyblob_dssVersion3PublicKey : file {
    meta:
        description = "DSS PUBLICKEYBLOB, version 3"
    condition:
        (uint8(0) == 0x6 and uint8(1) == 0x3 and uint16(2) == 0x0 and uint32(4) == 0x2200 and uint32(8) == 0x33535344 and uint32(12) >= 512 and uint32(12) <= 2048 and uint32(16) >= 160 and uint32(16) <= 256 and uint32(20) <= 65535 and filesize == 48 + 3 * ( uint32(12) \ 8 ) + ( uint32(16) \ 8 ) + ( uint32(20) \ 8 ))
}

rule keyblob_dssVersion3PublicKey_embedded : embedded {
    meta:
        description = "DSS PUBLICKEYBLOB, version 3"
    strings:
        $mark0 = { 06 03 00 00 00 22 00 00 44 53 53 33 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x6 and uint8(@mark0[i] + 1) == 0x3 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x2200 and uint32(@mark0[i] + 8) == 0x33535344 and uint32(@mark0[i] + 12) >= 512 and uint32(@mark0[i] + 12) <= 2048 and uint32(@mark0[i] + 16) >= 160 and uint32(@mark0[i] + 16) <= 256 and uint32(@mark0[i] + 20) <= 65535 and @mark0[i] + 48 + 3 * ( uint32(@mark0[i] + 12) \ 8 ) + ( uint32(@mark0[i] + 16) \ 8 ) + ( uint32(@mark0[i] + 20) \ 8 ) <= filesize )
}

rule keyblob_dssVersion3PrivateKey : file {
    meta:
        description = "DSS PRIVATEKEYBLOB, version 3"
    condition:
        (uint8(0) == 0x7 and uint8(1) == 0x3 and uint16(2) == 0x0 and uint32(4) == 0x2200 and uint32(8) == 0x34535344 and uint32(12) >= 512 and uint32(12) <= 2048 and uint32(16) >= 160 and uint32(16) <= 256 and uint32(20) <= 65535 and uint32(24) >= 8 and uint32(24) <= 65535 and filesize == 52 + 3 * ( uint32(12) \ 8 ) + ( uint32(16) \ 8 ) + ( uint32(20) \ 8 ) + ( uint32(24) \ 8 ))
}

rule keyblob_dssVersion3PrivateKey_embedded : embedded {
    meta:
        description = "DSS PRIVATEKEYBLOB, version 3"
    strings:
        $mark0 = { 07 03 00 00 00 22 00 00 44 53 53 34 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x7 and uint8(@mark0[i] + 1) == 0x3 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x2200 and uint32(@mark0[i] + 8) == 0x34535344 and uint32(@mark0[i] + 12) >= 512 and uint32(@mark0[i] + 12) <= 2048 and uint32(@mark0[i] + 16) >= 160 and uint32(@mark0[i] + 16) <= 256 and uint32(@mark0[i] + 20) <= 65535 and uint32(@mark0[i] + 24) >= 8 and uint32(@mark0[i] + 24) <= 65535 and @mark0[i] + 52 + 3 * ( uint32(@mark0[i] + 12) \ 8 ) + ( uint32(@mark0[i] + 16) \ 8 ) + ( uint32(@mark0[i] + 20) \ 8 ) + ( uint32(@mark0[i] + 24) \ 8 ) <= filesize )
}

rule keyblob_dssVersion3Parameters : file {
    meta:
        description = "DSS PUBLICKEYBLOB, version 3, parameters"
    condition:
        (uint8(0) == 0x6 and uint8(1) == 0x3 and uint16(2) == 0x0 and uint32(4) == 0x2200 and uint32(8) == 0x33535344 and uint32(12) >= 512 and uint32(12) <= 2048 and uint32(16) >= 160 and uint32(16) <= 256 and uint32(20) <= 65535 and filesize == 48 + 2 * ( uint32(12) \ 8 ) + ( uint32(16) \ 8 ) + ( uint32(20) \ 8 ))
}

rule keyblob_dssVersion3Parameters_embedded : embedded {
    meta:
        description = "DSS PUBLICKEYBLOB, version 3, parameters"
    strings:
        $mark0 = { 06 03 00 00 00 22 00 00 44 53 53 33 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x6 and uint8(@mark0[i] + 1) == 0x3 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x2200 and uint32(@mark0[i] + 8) == 0x33535344 and uint32(@mark0[i] + 12) >= 512 and uint32(@mark0[i] + 12) <= 2048 and uint32(@mark0[i] + 16) >= 160 and uint32(@mark0[i] + 16) <= 256 and uint32(@mark0[i] + 20) <= 65535 and @mark0[i] + 48 + 2 * ( uint32(@mark0[i] + 12) \ 8 ) + ( uint32(@mark0[i] + 16) \ 8 ) + ( uint32(@mark0[i] + 20) \ 8 ) <= filesize )
}

rule keyblob_dhPublicKey : file {
    meta:
        description = "DH PUBLICKEYBLOB"
    condition:
        (uint8(0) == 0x6 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xAA01 and uint32(8) == 0x31484400 and uint32(12) >= 384 and uint32(12) <= 4096 and filesize == 16 + ( uint32(12) \ 8 )) or
        (uint8(0) == 0x6 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xAA02 and uint32(8) == 0x31484400 and uint32(12) >= 384 and uint32(12) <= 4096 and filesize == 16 + ( uint32(12) \ 8 ))
}

rule keyblob_dhPublicKey_embedded : embedded {
    meta:
        description = "DH PUBLICKEYBLOB"
    strings:
        $mark0 = { 06 02 00 00 01 AA 00 00 00 44 48 31 }
        $mark1 = { 06 02 00 00 02 AA 00 00 00 44 48 31 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x6 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0xAA01 and uint32(@mark0[i] + 8) == 0x31484400 and uint32(@mark0[i] + 12) >= 384 and uint32(@mark0[i] + 12) <= 4096 and @mark0[i] + 16 + ( uint32(@mark0[i] + 12) \ 8 ) <= filesize ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x6 and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0xAA02 and uint32(@mark1[i] + 8) == 0x31484400 and uint32(@mark1[i] + 12) >= 384 and uint32(@mark1[i] + 12) <= 4096 and @mark1[i] + 16 + ( uint32(@mark1[i] + 12) \ 8 ) <= filesize )
}

rule keyblob_dhPrivateKey : file {
    meta:
        description = "DH PRIVATEKEYBLOB"
    condition:
        (uint8(0) == 0x7 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xAA01 and uint32(8) == 0x32484400 and uint32(12) >= 384 and uint32(12) <= 4096 and filesize == 16 + 3 * ( uint32(12) \ 8 )) or
        (uint8(0) == 0x7 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xAA02 and uint32(8) == 0x32484400 and uint32(12) >= 384 and uint32(12) <= 4096 and filesize == 16 + 3 * ( uint32(12) \ 8 ))
}

rule keyblob_dhPrivateKey_embedded : embedded {
    meta:
        description = "DH PRIVATEKEYBLOB"
    strings:
        $mark0 = { 07 02 00 00 01 AA 00 00 00 44 48 32 }
        $mark1 = { 07 02 00 00 02 AA 00 00 00 44 48 32 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x7 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0xAA01 and uint32(@mark0[i] + 8) == 0x32484400 and uint32(@mark0[i] + 12) >= 384 and uint32(@mark0[i] + 12) <= 4096 and @mark0[i] + 16 + 3 * ( uint32(@mark0[i] + 12) \ 8 ) <= filesize ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x7 and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0xAA02 and uint32(@mark1[i] + 8) == 0x32484400 and uint32(@mark1[i] + 12) >= 384 and uint32(@mark1[i] + 12) <= 4096 and @mark1[i] + 16 + 3 * ( uint32(@mark1[i] + 12) \ 8 ) <= filesize )
}

rule keyblob_dhVersion3PublicKey : file {
    meta:
        description = "DH PUBLICKEYBLOB, version 3"
    condition:
        (uint8(0) == 0x6 and uint8(1) == 0x3 and uint16(2) == 0x0 and uint32(4) == 0xAA01 and uint32(8) == 0x33484400 and uint32(12) >= 384 and uint32(12) <= 4096 and uint32(16) <= 65535 and uint32(20) <= 65535 and filesize == 48 + 3 * ( uint32(12) \ 8 ) + ( uint32(16) \ 8 ) + ( uint32(20) \ 8 )) or
        (uint8(0) == 0x6 and uint8(1) == 0x3 and uint16(2) == 0x0 and uint32(4) == 0xAA02 and uint32(8) == 0x33484400 and uint32(12) >= 384 and uint32(12) <= 4096 and uint32(16) <= 65535 and uint32(20) <= 65535 and filesize == 48 + 3 * ( uint32(12) \ 8 ) + ( uint32(16) \ 8 ) + ( uint32(20) \ 8 ))
}

rule keyblob_dhVersion3PublicKey_embedded : embedded {
    meta:
        description = "DH PUBLICKEYBLOB, version 3"
    strings:
        $mark0 = { 06 03 00 00 01 AA 00 00 00 44 48 33 }
        $mark1 = { 06 03 00 00 02 AA 00 00 00 44 48 33 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x6 and uint8(@mark0[i] + 1) == 0x3 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0xAA01 and uint32(@mark0[i] + 8) == 0x33484400 and uint32(@mark0[i] + 12) >= 384 and uint32(@mark0[i] + 12) <= 4096 and uint32(@mark0[i] + 16) <= 65535 and uint32(@mark0[i] + 20) <= 65535 and @mark0[i] + 48 + 3 * ( uint32(@mark0[i] + 12) \ 8 ) + ( uint32(@mark0[i] + 16) \ 8 ) + ( uint32(@mark0[i] + 20) \ 8 ) <= filesize ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x6 and uint8(@mark1[i] + 1) == 0x3 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0xAA02 and uint32(@mark1[i] + 8) == 0x33484400 and uint32(@mark1[i] + 12) >= 384 and uint32(@mark1[i] + 12) <= 4096 and uint32(@mark1[i] + 16) <= 65535 and uint32(@mark1[i] + 20) <= 65535 and @mark1[i] + 48 + 3 * ( uint32(@mark1[i] + 12) \ 8 ) + ( uint32(@mark1[i] + 16) \ 8 ) + ( uint32(@mark1[i] + 20) \ 8 ) <= filesize )
}

rule keyblob_dhVersion3PrivateKey : file {
    meta:
        description = "DH PRIVATEKEYBLOB, version 3"
    condition:
        (uint8(0) == 0x7 and uint8(1) == 0x3 and uint16(2) == 0x0 and uint32(4) == 0xAA01 and uint32(8) == 0x34484400 and uint32(12) >= 384 and uint32(12) <= 4096 and uint32(16) <= 65535 and uint32(20) <= 65535 and uint32(24) >= 8 and uint32(24) <= 65535 and filesize == 52 + 3 * ( uint32(12) \ 8 ) + ( uint32(16) \ 8 ) + ( uint32(20) \ 8 ) + ( uint32(24) \ 8 )) or
        (uint8(0) == 0x7 and uint8(1) == 0x3 and uint16(2) == 0x0 and uint32(4) == 0xAA02 and uint32(8) == 0x34484400 and uint32(12) >= 384 and uint32(12) <= 4096 and uint32(16) <= 65535 and uint32(20) <= 65535 and uint32(24) >= 8 and uint32(24) <= 65535 and filesize == 52 + 3 * ( uint32(12) \ 8 ) + ( uint32(16) \ 8 ) + ( uint32(20) \ 8 ) + ( uint32(24) \ 8 ))
}

rule keyblob_dhVersion3PrivateKey_embedded : embedded {
    meta:
        description = "DH PRIVATEKEYBLOB, version 3"
    strings:
        $mark0 = { 07 03 00 00 01 AA 00 00 00 44 48 34 }
        $mark1 = { 07 03 00 00 02 AA 00 00 00 44 48 34 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x7 and uint8(@mark0[i] + 1) == 0x3 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0xAA01 and uint32(@mark0[i] + 8) == 0x34484400 and uint32(@mark0[i] + 12) >= 384 and uint32(@mark0[i] + 12) <= 4096 and uint32(@mark0[i] + 16) <= 65535 and uint32(@mark0[i] + 20) <= 65535 and uint32(@mark0[i] + 24) >= 8 and uint32(@mark0[i] + 24) <= 65535 and @mark0[i] + 52 + 3 * ( uint32(@mark0[i] + 12) \ 8 ) + ( uint32(@mark0[i] + 16) \ 8 ) + ( uint32(@mark0[i] + 20) \ 8 ) + ( uint32(@mark0[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x7 and uint8(@mark1[i] + 1) == 0x3 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0xAA02 and uint32(@mark1[i] + 8) == 0x34484400 and uint32(@mark1[i] + 12) >= 384 and uint32(@mark1[i] + 12) <= 4096 and uint32(@mark1[i] + 16) <= 65535 and uint32(@mark1[i] + 20) <= 65535 and uint32(@mark1[i] + 24) >= 8 and uint32(@mark1[i] + 24) <= 65535 and @mark1[i] + 52 + 3 * ( uint32(@mark1[i] + 12) \ 8 ) + ( uint32(@mark1[i] + 16) \ 8 ) + ( uint32(@mark1[i] + 20) \ 8 ) + ( uint32(@mark1[i] + 24) \ 8 ) <= filesize )
}

rule keyblob_dhVersion3Parameters : file {
    meta:
        description = "DH PUBLICKEYBLOB, version 3, parameters"
    condition:
        (uint8(0) == 0x6 and uint8(1) == 0x3 and uint16(2) == 0x0 and uint32(4) == 0xAA01 and uint32(8) == 0x33484400 and uint32(12) >= 384 and uint32(12) <= 4096 and uint32(16) <= 65535 and uint32(20) <= 65535 and filesize == 48 + 2 * ( uint32(12) \ 8 ) + ( uint32(16) \ 8 ) + ( uint32(20) \ 8 )) or
        (uint8(0) == 0x6 and uint8(1) == 0x3 and uint16(2) == 0x0 and uint32(4) == 0xAA02 and uint32(8) == 0x33484400 and uint32(12) >= 384 and uint32(12) <= 4096 and uint32(16) <= 65535 and uint32(20) <= 65535 and filesize == 48 + 2 * ( uint32(12) \ 8 ) + ( uint32(16) \ 8 ) + ( uint32(20) \ 8 ))
}

rule keyblob_dhVersion3Parameters_embedded : embedded {
    meta:
        description = "DH PUBLICKEYBLOB, version 3, parameters"
    strings:
        $mark0 = { 06 03 00 00 01 AA 00 00 00 44 48 33 }
        $mark1 = { 06 03 00 00 02 AA 00 00 00 44 48 33 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x6 and uint8(@mark0[i] + 1) == 0x3 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0xAA01 and uint32(@mark0[i] + 8) == 0x33484400 and uint32(@mark0[i] + 12) >= 384 and uint32(@mark0[i] + 12) <= 4096 and uint32(@mark0[i] + 16) <= 65535 and uint32(@mark0[i] + 20) <= 65535 and @mark0[i] + 48 + 2 * ( uint32(@mark0[i] + 12) \ 8 ) + ( uint32(@mark0[i] + 16) \ 8 ) + ( uint32(@mark0[i] + 20) \ 8 ) <= filesize ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x6 and uint8(@mark1[i] + 1) == 0x3 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0xAA02 and uint32(@mark1[i] + 8) == 0x33484400 and uint32(@mark1[i] + 12) >= 384 and uint32(@mark1[i] + 12) <= 4096 and uint32(@mark1[i] + 16) <= 65535 and uint32(@mark1[i] + 20) <= 65535 and @mark1[i] + 48 + 2 * ( uint32(@mark1[i] + 12) \ 8 ) + ( uint32(@mark1[i] + 16) \ 8 ) + ( uint32(@mark1[i] + 20) \ 8 ) <= filesize )
}

rule keyblob_simple : file {
    meta:
        description = "SIMPLEBLOB"
    condition:
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C01 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C04 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C05 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C06 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6601 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6602 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6603 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6604 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6609 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660A and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660B and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660C and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660D and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660E and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660F and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6610 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6801 and uint32(8) == 0xA400) or
        (uint8(0) == 0x1 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6802 and uint32(8) == 0xA400)
}

rule keyblob_simple_embedded : embedded {
    meta:
        description = "SIMPLEBLOB"
    strings:
        $mark0 = { 01 02 00 00 01 4C 00 00 00 A4 00 00 }
        $mark1 = { 01 02 00 00 04 4C 00 00 00 A4 00 00 }
        $mark2 = { 01 02 00 00 05 4C 00 00 00 A4 00 00 }
        $mark3 = { 01 02 00 00 06 4C 00 00 00 A4 00 00 }
        $mark4 = { 01 02 00 00 01 66 00 00 00 A4 00 00 }
        $mark5 = { 01 02 00 00 02 66 00 00 00 A4 00 00 }
        $mark6 = { 01 02 00 00 03 66 00 00 00 A4 00 00 }
        $mark7 = { 01 02 00 00 04 66 00 00 00 A4 00 00 }
        $mark8 = { 01 02 00 00 09 66 00 00 00 A4 00 00 }
        $mark9 = { 01 02 00 00 0A 66 00 00 00 A4 00 00 }
        $mark10 = { 01 02 00 00 0B 66 00 00 00 A4 00 00 }
        $mark11 = { 01 02 00 00 0C 66 00 00 00 A4 00 00 }
        $mark12 = { 01 02 00 00 0D 66 00 00 00 A4 00 00 }
        $mark13 = { 01 02 00 00 0E 66 00 00 00 A4 00 00 }
        $mark14 = { 01 02 00 00 0F 66 00 00 00 A4 00 00 }
        $mark15 = { 01 02 00 00 10 66 00 00 00 A4 00 00 }
        $mark16 = { 01 02 00 00 01 68 00 00 00 A4 00 00 }
        $mark17 = { 01 02 00 00 02 68 00 00 00 A4 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x1 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x4C01 and uint32(@mark0[i] + 8) == 0xA400 ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x1 and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0x4C04 and uint32(@mark1[i] + 8) == 0xA400 ) or
        for any i in (1..#mark2) : ( uint8(@mark2[i]) == 0x1 and uint8(@mark2[i] + 1) == 0x2 and uint16(@mark2[i] + 2) == 0x0 and uint32(@mark2[i] + 4) == 0x4C05 and uint32(@mark2[i] + 8) == 0xA400 ) or
        for any i in (1..#mark3) : ( uint8(@mark3[i]) == 0x1 and uint8(@mark3[i] + 1) == 0x2 and uint16(@mark3[i] + 2) == 0x0 and uint32(@mark3[i] + 4) == 0x4C06 and uint32(@mark3[i] + 8) == 0xA400 ) or
        for any i in (1..#mark4) : ( uint8(@mark4[i]) == 0x1 and uint8(@mark4[i] + 1) == 0x2 and uint16(@mark4[i] + 2) == 0x0 and uint32(@mark4[i] + 4) == 0x6601 and uint32(@mark4[i] + 8) == 0xA400 ) or
        for any i in (1..#mark5) : ( uint8(@mark5[i]) == 0x1 and uint8(@mark5[i] + 1) == 0x2 and uint16(@mark5[i] + 2) == 0x0 and uint32(@mark5[i] + 4) == 0x6602 and uint32(@mark5[i] + 8) == 0xA400 ) or
        for any i in (1..#mark6) : ( uint8(@mark6[i]) == 0x1 and uint8(@mark6[i] + 1) == 0x2 and uint16(@mark6[i] + 2) == 0x0 and uint32(@mark6[i] + 4) == 0x6603 and uint32(@mark6[i] + 8) == 0xA400 ) or
        for any i in (1..#mark7) : ( uint8(@mark7[i]) == 0x1 and uint8(@mark7[i] + 1) == 0x2 and uint16(@mark7[i] + 2) == 0x0 and uint32(@mark7[i] + 4) == 0x6604 and uint32(@mark7[i] + 8) == 0xA400 ) or
        for any i in (1..#mark8) : ( uint8(@mark8[i]) == 0x1 and uint8(@mark8[i] + 1) == 0x2 and uint16(@mark8[i] + 2) == 0x0 and uint32(@mark8[i] + 4) == 0x6609 and uint32(@mark8[i] + 8) == 0xA400 ) or
        for any i in (1..#mark9) : ( uint8(@mark9[i]) == 0x1 and uint8(@mark9[i] + 1) == 0x2 and uint16(@mark9[i] + 2) == 0x0 and uint32(@mark9[i] + 4) == 0x660A and uint32(@mark9[i] + 8) == 0xA400 ) or
        for any i in (1..#mark10) : ( uint8(@mark10[i]) == 0x1 and uint8(@mark10[i] + 1) == 0x2 and uint16(@mark10[i] + 2) == 0x0 and uint32(@mark10[i] + 4) == 0x660B and uint32(@mark10[i] + 8) == 0xA400 ) or
        for any i in (1..#mark11) : ( uint8(@mark11[i]) == 0x1 and uint8(@mark11[i] + 1) == 0x2 and uint16(@mark11[i] + 2) == 0x0 and uint32(@mark11[i] + 4) == 0x660C and uint32(@mark11[i] + 8) == 0xA400 ) or
        for any i in (1..#mark12) : ( uint8(@mark12[i]) == 0x1 and uint8(@mark12[i] + 1) == 0x2 and uint16(@mark12[i] + 2) == 0x0 and uint32(@mark12[i] + 4) == 0x660D and uint32(@mark12[i] + 8) == 0xA400 ) or
        for any i in (1..#mark13) : ( uint8(@mark13[i]) == 0x1 and uint8(@mark13[i] + 1) == 0x2 and uint16(@mark13[i] + 2) == 0x0 and uint32(@mark13[i] + 4) == 0x660E and uint32(@mark13[i] + 8) == 0xA400 ) or
        for any i in (1..#mark14) : ( uint8(@mark14[i]) == 0x1 and uint8(@mark14[i] + 1) == 0x2 and uint16(@mark14[i] + 2) == 0x0 and uint32(@mark14[i] + 4) == 0x660F and uint32(@mark14[i] + 8) == 0xA400 ) or
        for any i in (1..#mark15) : ( uint8(@mark15[i]) == 0x1 and uint8(@mark15[i] + 1) == 0x2 and uint16(@mark15[i] + 2) == 0x0 and uint32(@mark15[i] + 4) == 0x6610 and uint32(@mark15[i] + 8) == 0xA400 ) or
        for any i in (1..#mark16) : ( uint8(@mark16[i]) == 0x1 and uint8(@mark16[i] + 1) == 0x2 and uint16(@mark16[i] + 2) == 0x0 and uint32(@mark16[i] + 4) == 0x6801 and uint32(@mark16[i] + 8) == 0xA400 ) or
        for any i in (1..#mark17) : ( uint8(@mark17[i]) == 0x1 and uint8(@mark17[i] + 1) == 0x2 and uint16(@mark17[i] + 2) == 0x0 and uint32(@mark17[i] + 4) == 0x6802 and uint32(@mark17[i] + 8) == 0xA400 )
}

rule keyblob_plaintextKey : file {
    meta:
        description = "PLAINTEXTKEYBLOB"
    condition:
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C01 and uint32(8) == 0x30 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C04 and uint32(8) >= 1 and uint32(8) <= 65535 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C05 and uint32(8) >= 1 and uint32(8) <= 65535 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C06 and uint32(8) == 0x30 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6601 and uint32(8) == 0x8 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6602 and uint32(8) >= 1 and uint32(8) <= 65535 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6603 and uint32(8) == 0x18 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6604 and uint32(8) == 0x18 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6609 and uint32(8) == 0x10 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660A and uint32(8) >= 1 and uint32(8) <= 65535 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660B and uint32(8) >= 1 and uint32(8) <= 65535 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660C and uint32(8) >= 1 and uint32(8) <= 65535 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660D and uint32(8) >= 1 and uint32(8) <= 65535 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660E and uint32(8) == 0x10 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660F and uint32(8) == 0x18 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6610 and uint32(8) == 0x20 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6801 and uint32(8) >= 1 and uint32(8) <= 128 and filesize == 12 + uint32(8)) or
        (uint8(0) == 0x8 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6802 and uint32(8) >= 1 and uint32(8) <= 65535 and filesize == 12 + uint32(8))
}

rule keyblob_plaintextKey_embedded : embedded {
    meta:
        description = "PLAINTEXTKEYBLOB"
    strings:
        $mark0 = { 08 02 00 00 01 4C 00 00 30 00 00 00 }
        $mark1 = { 08 02 00 00 04 4C 00 00 }
        $mark2 = { 08 02 00 00 05 4C 00 00 }
        $mark3 = { 08 02 00 00 06 4C 00 00 30 00 00 00 }
        $mark4 = { 08 02 00 00 01 66 00 00 08 00 00 00 }
        $mark5 = { 08 02 00 00 02 66 00 00 }
        $mark6 = { 08 02 00 00 03 66 00 00 18 00 00 00 }
        $mark7 = { 08 02 00 00 04 66 00 00 18 00 00 00 }
        $mark8 = { 08 02 00 00 09 66 00 00 10 00 00 00 }
        $mark9 = { 08 02 00 00 0A 66 00 00 }
        $mark10 = { 08 02 00 00 0B 66 00 00 }
        $mark11 = { 08 02 00 00 0C 66 00 00 }
        $mark12 = { 08 02 00 00 0D 66 00 00 }
        $mark13 = { 08 02 00 00 0E 66 00 00 10 00 00 00 }
        $mark14 = { 08 02 00 00 0F 66 00 00 18 00 00 00 }
        $mark15 = { 08 02 00 00 10 66 00 00 20 00 00 00 }
        $mark16 = { 08 02 00 00 01 68 00 00 }
        $mark17 = { 08 02 00 00 02 68 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x8 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x4C01 and uint32(@mark0[i] + 8) == 0x30 and @mark0[i] + 12 + uint32(@mark0[i] + 8) <= filesize ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x8 and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0x4C04 and uint32(@mark1[i] + 8) >= 1 and uint32(@mark1[i] + 8) <= 65535 and @mark1[i] + 12 + uint32(@mark1[i] + 8) <= filesize ) or
        for any i in (1..#mark2) : ( uint8(@mark2[i]) == 0x8 and uint8(@mark2[i] + 1) == 0x2 and uint16(@mark2[i] + 2) == 0x0 and uint32(@mark2[i] + 4) == 0x4C05 and uint32(@mark2[i] + 8) >= 1 and uint32(@mark2[i] + 8) <= 65535 and @mark2[i] + 12 + uint32(@mark2[i] + 8) <= filesize ) or
        for any i in (1..#mark3) : ( uint8(@mark3[i]) == 0x8 and uint8(@mark3[i] + 1) == 0x2 and uint16(@mark3[i] + 2) == 0x0 and uint32(@mark3[i] + 4) == 0x4C06 and uint32(@mark3[i] + 8) == 0x30 and @mark3[i] + 12 + uint32(@mark3[i] + 8) <= filesize ) or
        for any i in (1..#mark4) : ( uint8(@mark4[i]) == 0x8 and uint8(@mark4[i] + 1) == 0x2 and uint16(@mark4[i] + 2) == 0x0 and uint32(@mark4[i] + 4) == 0x6601 and uint32(@mark4[i] + 8) == 0x8 and @mark4[i] + 12 + uint32(@mark4[i] + 8) <= filesize ) or
        for any i in (1..#mark5) : ( uint8(@mark5[i]) == 0x8 and uint8(@mark5[i] + 1) == 0x2 and uint16(@mark5[i] + 2) == 0x0 and uint32(@mark5[i] + 4) == 0x6602 and uint32(@mark5[i] + 8) >= 1 and uint32(@mark5[i] + 8) <= 65535 and @mark5[i] + 12 + uint32(@mark5[i] + 8) <= filesize ) or
        for any i in (1..#mark6) : ( uint8(@mark6[i]) == 0x8 and uint8(@mark6[i] + 1) == 0x2 and uint16(@mark6[i] + 2) == 0x0 and uint32(@mark6[i] + 4) == 0x6603 and uint32(@mark6[i] + 8) == 0x18 and @mark6[i] + 12 + uint32(@mark6[i] + 8) <= filesize ) or
        for any i in (1..#mark7) : ( uint8(@mark7[i]) == 0x8 and uint8(@mark7[i] + 1) == 0x2 and uint16(@mark7[i] + 2) == 0x0 and uint32(@mark7[i] + 4) == 0x6604 and uint32(@mark7[i] + 8) == 0x18 and @mark7[i] + 12 + uint32(@mark7[i] + 8) <= filesize ) or
        for any i in (1..#mark8) : ( uint8(@mark8[i]) == 0x8 and uint8(@mark8[i] + 1) == 0x2 and uint16(@mark8[i] + 2) == 0x0 and uint32(@mark8[i] + 4) == 0x6609 and uint32(@mark8[i] + 8) == 0x10 and @mark8[i] + 12 + uint32(@mark8[i] + 8) <= filesize ) or
        for any i in (1..#mark9) : ( uint8(@mark9[i]) == 0x8 and uint8(@mark9[i] + 1) == 0x2 and uint16(@mark9[i] + 2) == 0x0 and uint32(@mark9[i] + 4) == 0x660A and uint32(@mark9[i] + 8) >= 1 and uint32(@mark9[i] + 8) <= 65535 and @mark9[i] + 12 + uint32(@mark9[i] + 8) <= filesize ) or
        for any i in (1..#mark10) : ( uint8(@mark10[i]) == 0x8 and uint8(@mark10[i] + 1) == 0x2 and uint16(@mark10[i] + 2) == 0x0 and uint32(@mark10[i] + 4) == 0x660B and uint32(@mark10[i] + 8) >= 1 and uint32(@mark10[i] + 8) <= 65535 and @mark10[i] + 12 + uint32(@mark10[i] + 8) <= filesize ) or
        for any i in (1..#mark11) : ( uint8(@mark11[i]) == 0x8 and uint8(@mark11[i] + 1) == 0x2 and uint16(@mark11[i] + 2) == 0x0 and uint32(@mark11[i] + 4) == 0x660C and uint32(@mark11[i] + 8) >= 1 and uint32(@mark11[i] + 8) <= 65535 and @mark11[i] + 12 + uint32(@mark11[i] + 8) <= filesize ) or
        for any i in (1..#mark12) : ( uint8(@mark12[i]) == 0x8 and uint8(@mark12[i] + 1) == 0x2 and uint16(@mark12[i] + 2) == 0x0 and uint32(@mark12[i] + 4) == 0x660D and uint32(@mark12[i] + 8) >= 1 and uint32(@mark12[i] + 8) <= 65535 and @mark12[i] + 12 + uint32(@mark12[i] + 8) <= filesize ) or
        for any i in (1..#mark13) : ( uint8(@mark13[i]) == 0x8 and uint8(@mark13[i] + 1) == 0x2 and uint16(@mark13[i] + 2) == 0x0 and uint32(@mark13[i] + 4) == 0x660E and uint32(@mark13[i] + 8) == 0x10 and @mark13[i] + 12 + uint32(@mark13[i] + 8) <= filesize ) or
        for any i in (1..#mark14) : ( uint8(@mark14[i]) == 0x8 and uint8(@mark14[i] + 1) == 0x2 and uint16(@mark14[i] + 2) == 0x0 and uint32(@mark14[i] + 4) == 0x660F and uint32(@mark14[i] + 8) == 0x18 and @mark14[i] + 12 + uint32(@mark14[i] + 8) <= filesize ) or
        for any i in (1..#mark15) : ( uint8(@mark15[i]) == 0x8 and uint8(@mark15[i] + 1) == 0x2 and uint16(@mark15[i] + 2) == 0x0 and uint32(@mark15[i] + 4) == 0x6610 and uint32(@mark15[i] + 8) == 0x20 and @mark15[i] + 12 + uint32(@mark15[i] + 8) <= filesize ) or
        for any i in (1..#mark16) : ( uint8(@mark16[i]) == 0x8 and uint8(@mark16[i] + 1) == 0x2 and uint16(@mark16[i] + 2) == 0x0 and uint32(@mark16[i] + 4) == 0x6801 and uint32(@mark16[i] + 8) >= 1 and uint32(@mark16[i] + 8) <= 128 and @mark16[i] + 12 + uint32(@mark16[i] + 8) <= filesize ) or
        for any i in (1..#mark17) : ( uint8(@mark17[i]) == 0x8 and uint8(@mark17[i] + 1) == 0x2 and uint16(@mark17[i] + 2) == 0x0 and uint32(@mark17[i] + 4) == 0x6802 and uint32(@mark17[i] + 8) >= 1 and uint32(@mark17[i] + 8) <= 65535 and @mark17[i] + 12 + uint32(@mark17[i] + 8) <= filesize )
}

rule keyblob_symmetricWrapKey : file {
    meta:
        description = "SYMMETRICWRAPKEYBLOB"
    condition:
        (uint8(0) == 0xB and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6602 and uint32(8) == 0x6602) or
        (uint8(0) == 0xB and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6603 and uint32(8) == 0x6603) or
        (uint8(0) == 0xB and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6609 and uint32(8) == 0x6603) or
        (uint8(0) == 0xB and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6609 and uint32(8) == 0x6609)
}

rule keyblob_symmetricWrapKey_embedded : embedded {
    meta:
        description = "SYMMETRICWRAPKEYBLOB"
    strings:
        $mark0 = { 0B 02 00 00 02 66 00 00 02 66 00 00 }
        $mark1 = { 0B 02 00 00 03 66 00 00 03 66 00 00 }
        $mark2 = { 0B 02 00 00 09 66 00 00 03 66 00 00 }
        $mark3 = { 0B 02 00 00 09 66 00 00 09 66 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0xB and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x6602 and uint32(@mark0[i] + 8) == 0x6602 ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0xB and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0x6603 and uint32(@mark1[i] + 8) == 0x6603 ) or
        for any i in (1..#mark2) : ( uint8(@mark2[i]) == 0xB and uint8(@mark2[i] + 1) == 0x2 and uint16(@mark2[i] + 2) == 0x0 and uint32(@mark2[i] + 4) == 0x6609 and uint32(@mark2[i] + 8) == 0x6603 ) or
        for any i in (1..#mark3) : ( uint8(@mark3[i]) == 0xB and uint8(@mark3[i] + 1) == 0x2 and uint16(@mark3[i] + 2) == 0x0 and uint32(@mark3[i] + 4) == 0x6609 and uint32(@mark3[i] + 8) == 0x6609 )
}

rule keyblob_opaqueKey : file {
    meta:
        description = "OPAQUEKEYBLOB"
    condition:
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C01) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C02) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C03) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C04) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C05) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C06) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C07) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6601) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6602) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6603) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6604) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6609) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660A) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660B) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660C) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660D) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660E) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660F) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6610) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6801) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6802)
}

rule keyblob_opaqueKey_embedded : embedded {
    meta:
        description = "OPAQUEKEYBLOB"
    strings:
        $mark0 = { 09 02 00 00 01 4C 00 00 }
        $mark1 = { 09 02 00 00 02 4C 00 00 }
        $mark2 = { 09 02 00 00 03 4C 00 00 }
        $mark3 = { 09 02 00 00 04 4C 00 00 }
        $mark4 = { 09 02 00 00 05 4C 00 00 }
        $mark5 = { 09 02 00 00 06 4C 00 00 }
        $mark6 = { 09 02 00 00 07 4C 00 00 }
        $mark7 = { 09 02 00 00 01 66 00 00 }
        $mark8 = { 09 02 00 00 02 66 00 00 }
        $mark9 = { 09 02 00 00 03 66 00 00 }
        $mark10 = { 09 02 00 00 04 66 00 00 }
        $mark11 = { 09 02 00 00 09 66 00 00 }
        $mark12 = { 09 02 00 00 0A 66 00 00 }
        $mark13 = { 09 02 00 00 0B 66 00 00 }
        $mark14 = { 09 02 00 00 0C 66 00 00 }
        $mark15 = { 09 02 00 00 0D 66 00 00 }
        $mark16 = { 09 02 00 00 0E 66 00 00 }
        $mark17 = { 09 02 00 00 0F 66 00 00 }
        $mark18 = { 09 02 00 00 10 66 00 00 }
        $mark19 = { 09 02 00 00 01 68 00 00 }
        $mark20 = { 09 02 00 00 02 68 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x9 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x4C01 ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x9 and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0x4C02 ) or
        for any i in (1..#mark2) : ( uint8(@mark2[i]) == 0x9 and uint8(@mark2[i] + 1) == 0x2 and uint16(@mark2[i] + 2) == 0x0 and uint32(@mark2[i] + 4) == 0x4C03 ) or
        for any i in (1..#mark3) : ( uint8(@mark3[i]) == 0x9 and uint8(@mark3[i] + 1) == 0x2 and uint16(@mark3[i] + 2) == 0x0 and uint32(@mark3[i] + 4) == 0x4C04 ) or
        for any i in (1..#mark4) : ( uint8(@mark4[i]) == 0x9 and uint8(@mark4[i] + 1) == 0x2 and uint16(@mark4[i] + 2) == 0x0 and uint32(@mark4[i] + 4) == 0x4C05 ) or
        for any i in (1..#mark5) : ( uint8(@mark5[i]) == 0x9 and uint8(@mark5[i] + 1) == 0x2 and uint16(@mark5[i] + 2) == 0x0 and uint32(@mark5[i] + 4) == 0x4C06 ) or
        for any i in (1..#mark6) : ( uint8(@mark6[i]) == 0x9 and uint8(@mark6[i] + 1) == 0x2 and uint16(@mark6[i] + 2) == 0x0 and uint32(@mark6[i] + 4) == 0x4C07 ) or
        for any i in (1..#mark7) : ( uint8(@mark7[i]) == 0x9 and uint8(@mark7[i] + 1) == 0x2 and uint16(@mark7[i] + 2) == 0x0 and uint32(@mark7[i] + 4) == 0x6601 ) or
        for any i in (1..#mark8) : ( uint8(@mark8[i]) == 0x9 and uint8(@mark8[i] + 1) == 0x2 and uint16(@mark8[i] + 2) == 0x0 and uint32(@mark8[i] + 4) == 0x6602 ) or
        for any i in (1..#mark9) : ( uint8(@mark9[i]) == 0x9 and uint8(@mark9[i] + 1) == 0x2 and uint16(@mark9[i] + 2) == 0x0 and uint32(@mark9[i] + 4) == 0x6603 ) or
        for any i in (1..#mark10) : ( uint8(@mark10[i]) == 0x9 and uint8(@mark10[i] + 1) == 0x2 and uint16(@mark10[i] + 2) == 0x0 and uint32(@mark10[i] + 4) == 0x6604 ) or
        for any i in (1..#mark11) : ( uint8(@mark11[i]) == 0x9 and uint8(@mark11[i] + 1) == 0x2 and uint16(@mark11[i] + 2) == 0x0 and uint32(@mark11[i] + 4) == 0x6609 ) or
        for any i in (1..#mark12) : ( uint8(@mark12[i]) == 0x9 and uint8(@mark12[i] + 1) == 0x2 and uint16(@mark12[i] + 2) == 0x0 and uint32(@mark12[i] + 4) == 0x660A ) or
        for any i in (1..#mark13) : ( uint8(@mark13[i]) == 0x9 and uint8(@mark13[i] + 1) == 0x2 and uint16(@mark13[i] + 2) == 0x0 and uint32(@mark13[i] + 4) == 0x660B ) or
        for any i in (1..#mark14) : ( uint8(@mark14[i]) == 0x9 and uint8(@mark14[i] + 1) == 0x2 and uint16(@mark14[i] + 2) == 0x0 and uint32(@mark14[i] + 4) == 0x660C ) or
        for any i in (1..#mark15) : ( uint8(@mark15[i]) == 0x9 and uint8(@mark15[i] + 1) == 0x2 and uint16(@mark15[i] + 2) == 0x0 and uint32(@mark15[i] + 4) == 0x660D ) or
        for any i in (1..#mark16) : ( uint8(@mark16[i]) == 0x9 and uint8(@mark16[i] + 1) == 0x2 and uint16(@mark16[i] + 2) == 0x0 and uint32(@mark16[i] + 4) == 0x660E ) or
        for any i in (1..#mark17) : ( uint8(@mark17[i]) == 0x9 and uint8(@mark17[i] + 1) == 0x2 and uint16(@mark17[i] + 2) == 0x0 and uint32(@mark17[i] + 4) == 0x660F ) or
        for any i in (1..#mark18) : ( uint8(@mark18[i]) == 0x9 and uint8(@mark18[i] + 1) == 0x2 and uint16(@mark18[i] + 2) == 0x0 and uint32(@mark18[i] + 4) == 0x6610 ) or
        for any i in (1..#mark19) : ( uint8(@mark19[i]) == 0x9 and uint8(@mark19[i] + 1) == 0x2 and uint16(@mark19[i] + 2) == 0x0 and uint32(@mark19[i] + 4) == 0x6801 ) or
        for any i in (1..#mark20) : ( uint8(@mark20[i]) == 0x9 and uint8(@mark20[i] + 1) == 0x2 and uint16(@mark20[i] + 2) == 0x0 and uint32(@mark20[i] + 4) == 0x6802 )
}

rule keyblob_opaqueSessionKey : file {
    meta:
        description = "OPAQUEKEYBLOB of this package"
    condition:
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C01 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C02 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C03 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C04 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C05 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C06 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x4C07 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6601 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6602 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6603 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6604 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6609 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660A and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660B and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660C and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660D and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660E and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660F and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6610 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6801 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6802 and uint32(8) == 0x31424B53 and uint32(12) == 0x1 and uint32(16) >= 1 and uint32(16) <= 9 and uint32(20) >= 1 and uint32(20) <= 3)
}

rule keyblob_opaqueSessionKey_embedded : embedded {
    meta:
        description = "OPAQUEKEYBLOB of this package"
    strings:
        $mark0 = { 09 02 00 00 01 4C 00 00 53 4B 42 31 01 00 00 00 }
        $mark1 = { 09 02 00 00 02 4C 00 00 53 4B 42 31 01 00 00 00 }
        $mark2 = { 09 02 00 00 03 4C 00 00 53 4B 42 31 01 00 00 00 }
        $mark3 = { 09 02 00 00 04 4C 00 00 53 4B 42 31 01 00 00 00 }
        $mark4 = { 09 02 00 00 05 4C 00 00 53 4B 42 31 01 00 00 00 }
        $mark5 = { 09 02 00 00 06 4C 00 00 53 4B 42 31 01 00 00 00 }
        $mark6 = { 09 02 00 00 07 4C 00 00 53 4B 42 31 01 00 00 00 }
        $mark7 = { 09 02 00 00 01 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark8 = { 09 02 00 00 02 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark9 = { 09 02 00 00 03 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark10 = { 09 02 00 00 04 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark11 = { 09 02 00 00 09 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark12 = { 09 02 00 00 0A 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark13 = { 09 02 00 00 0B 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark14 = { 09 02 00 00 0C 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark15 = { 09 02 00 00 0D 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark16 = { 09 02 00 00 0E 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark17 = { 09 02 00 00 0F 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark18 = { 09 02 00 00 10 66 00 00 53 4B 42 31 01 00 00 00 }
        $mark19 = { 09 02 00 00 01 68 00 00 53 4B 42 31 01 00 00 00 }
        $mark20 = { 09 02 00 00 02 68 00 00 53 4B 42 31 01 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x9 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x4C01 and uint32(@mark0[i] + 8) == 0x31424B53 and uint32(@mark0[i] + 12) == 0x1 and uint32(@mark0[i] + 16) >= 1 and uint32(@mark0[i] + 16) <= 9 and uint32(@mark0[i] + 20) >= 1 and uint32(@mark0[i] + 20) <= 3 ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x9 and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0x4C02 and uint32(@mark1[i] + 8) == 0x31424B53 and uint32(@mark1[i] + 12) == 0x1 and uint32(@mark1[i] + 16) >= 1 and uint32(@mark1[i] + 16) <= 9 and uint32(@mark1[i] + 20) >= 1 and uint32(@mark1[i] + 20) <= 3 ) or
        for any i in (1..#mark2) : ( uint8(@mark2[i]) == 0x9 and uint8(@mark2[i] + 1) == 0x2 and uint16(@mark2[i] + 2) == 0x0 and uint32(@mark2[i] + 4) == 0x4C03 and uint32(@mark2[i] + 8) == 0x31424B53 and uint32(@mark2[i] + 12) == 0x1 and uint32(@mark2[i] + 16) >= 1 and uint32(@mark2[i] + 16) <= 9 and uint32(@mark2[i] + 20) >= 1 and uint32(@mark2[i] + 20) <= 3 ) or
        for any i in (1..#mark3) : ( uint8(@mark3[i]) == 0x9 and uint8(@mark3[i] + 1) == 0x2 and uint16(@mark3[i] + 2) == 0x0 and uint32(@mark3[i] + 4) == 0x4C04 and uint32(@mark3[i] + 8) == 0x31424B53 and uint32(@mark3[i] + 12) == 0x1 and uint32(@mark3[i] + 16) >= 1 and uint32(@mark3[i] + 16) <= 9 and uint32(@mark3[i] + 20) >= 1 and uint32(@mark3[i] + 20) <= 3 ) or
        for any i in (1..#mark4) : ( uint8(@mark4[i]) == 0x9 and uint8(@mark4[i] + 1) == 0x2 and uint16(@mark4[i] + 2) == 0x0 and uint32(@mark4[i] + 4) == 0x4C05 and uint32(@mark4[i] + 8) == 0x31424B53 and uint32(@mark4[i] + 12) == 0x1 and uint32(@mark4[i] + 16) >= 1 and uint32(@mark4[i] + 16) <= 9 and uint32(@mark4[i] + 20) >= 1 and uint32(@mark4[i] + 20) <= 3 ) or
        for any i in (1..#mark5) : ( uint8(@mark5[i]) == 0x9 and uint8(@mark5[i] + 1) == 0x2 and uint16(@mark5[i] + 2) == 0x0 and uint32(@mark5[i] + 4) == 0x4C06 and uint32(@mark5[i] + 8) == 0x31424B53 and uint32(@mark5[i] + 12) == 0x1 and uint32(@mark5[i] + 16) >= 1 and uint32(@mark5[i] + 16) <= 9 and uint32(@mark5[i] + 20) >= 1 and uint32(@mark5[i] + 20) <= 3 ) or
        for any i in (1..#mark6) : ( uint8(@mark6[i]) == 0x9 and uint8(@mark6[i] + 1) == 0x2 and uint16(@mark6[i] + 2) == 0x0 and uint32(@mark6[i] + 4) == 0x4C07 and uint32(@mark6[i] + 8) == 0x31424B53 and uint32(@mark6[i] + 12) == 0x1 and uint32(@mark6[i] + 16) >= 1 and uint32(@mark6[i] + 16) <= 9 and uint32(@mark6[i] + 20) >= 1 and uint32(@mark6[i] + 20) <= 3 ) or
        for any i in (1..#mark7) : ( uint8(@mark7[i]) == 0x9 and uint8(@mark7[i] + 1) == 0x2 and uint16(@mark7[i] + 2) == 0x0 and uint32(@mark7[i] + 4) == 0x6601 and uint32(@mark7[i] + 8) == 0x31424B53 and uint32(@mark7[i] + 12) == 0x1 and uint32(@mark7[i] + 16) >= 1 and uint32(@mark7[i] + 16) <= 9 and uint32(@mark7[i] + 20) >= 1 and uint32(@mark7[i] + 20) <= 3 ) or
        for any i in (1..#mark8) : ( uint8(@mark8[i]) == 0x9 and uint8(@mark8[i] + 1) == 0x2 and uint16(@mark8[i] + 2) == 0x0 and uint32(@mark8[i] + 4) == 0x6602 and uint32(@mark8[i] + 8) == 0x31424B53 and uint32(@mark8[i] + 12) == 0x1 and uint32(@mark8[i] + 16) >= 1 and uint32(@mark8[i] + 16) <= 9 and uint32(@mark8[i] + 20) >= 1 and uint32(@mark8[i] + 20) <= 3 ) or
        for any i in (1..#mark9) : ( uint8(@mark9[i]) == 0x9 and uint8(@mark9[i] + 1) == 0x2 and uint16(@mark9[i] + 2) == 0x0 and uint32(@mark9[i] + 4) == 0x6603 and uint32(@mark9[i] + 8) == 0x31424B53 and uint32(@mark9[i] + 12) == 0x1 and uint32(@mark9[i] + 16) >= 1 and uint32(@mark9[i] + 16) <= 9 and uint32(@mark9[i] + 20) >= 1 and uint32(@mark9[i] + 20) <= 3 ) or
        for any i in (1..#mark10) : ( uint8(@mark10[i]) == 0x9 and uint8(@mark10[i] + 1) == 0x2 and uint16(@mark10[i] + 2) == 0x0 and uint32(@mark10[i] + 4) == 0x6604 and uint32(@mark10[i] + 8) == 0x31424B53 and uint32(@mark10[i] + 12) == 0x1 and uint32(@mark10[i] + 16) >= 1 and uint32(@mark10[i] + 16) <= 9 and uint32(@mark10[i] + 20) >= 1 and uint32(@mark10[i] + 20) <= 3 ) or
        for any i in (1..#mark11) : ( uint8(@mark11[i]) == 0x9 and uint8(@mark11[i] + 1) == 0x2 and uint16(@mark11[i] + 2) == 0x0 and uint32(@mark11[i] + 4) == 0x6609 and uint32(@mark11[i] + 8) == 0x31424B53 and uint32(@mark11[i] + 12) == 0x1 and uint32(@mark11[i] + 16) >= 1 and uint32(@mark11[i] + 16) <= 9 and uint32(@mark11[i] + 20) >= 1 and uint32(@mark11[i] + 20) <= 3 ) or
        for any i in (1..#mark12) : ( uint8(@mark12[i]) == 0x9 and uint8(@mark12[i] + 1) == 0x2 and uint16(@mark12[i] + 2) == 0x0 and uint32(@mark12[i] + 4) == 0x660A and uint32(@mark12[i] + 8) == 0x31424B53 and uint32(@mark12[i] + 12) == 0x1 and uint32(@mark12[i] + 16) >= 1 and uint32(@mark12[i] + 16) <= 9 and uint32(@mark12[i] + 20) >= 1 and uint32(@mark12[i] + 20) <= 3 ) or
        for any i in (1..#mark13) : ( uint8(@mark13[i]) == 0x9 and uint8(@mark13[i] + 1) == 0x2 and uint16(@mark13[i] + 2) == 0x0 and uint32(@mark13[i] + 4) == 0x660B and uint32(@mark13[i] + 8) == 0x31424B53 and uint32(@mark13[i] + 12) == 0x1 and uint32(@mark13[i] + 16) >= 1 and uint32(@mark13[i] + 16) <= 9 and uint32(@mark13[i] + 20) >= 1 and uint32(@mark13[i] + 20) <= 3 ) or
        for any i in (1..#mark14) : ( uint8(@mark14[i]) == 0x9 and uint8(@mark14[i] + 1) == 0x2 and uint16(@mark14[i] + 2) == 0x0 and uint32(@mark14[i] + 4) == 0x660C and uint32(@mark14[i] + 8) == 0x31424B53 and uint32(@mark14[i] + 12) == 0x1 and uint32(@mark14[i] + 16) >= 1 and uint32(@mark14[i] + 16) <= 9 and uint32(@mark14[i] + 20) >= 1 and uint32(@mark14[i] + 20) <= 3 ) or
        for any i in (1..#mark15) : ( uint8(@mark15[i]) == 0x9 and uint8(@mark15[i] + 1) == 0x2 and uint16(@mark15[i] + 2) == 0x0 and uint32(@mark15[i] + 4) == 0x660D and uint32(@mark15[i] + 8) == 0x31424B53 and uint32(@mark15[i] + 12) == 0x1 and uint32(@mark15[i] + 16) >= 1 and uint32(@mark15[i] + 16) <= 9 and uint32(@mark15[i] + 20) >= 1 and uint32(@mark15[i] + 20) <= 3 ) or
        for any i in (1..#mark16) : ( uint8(@mark16[i]) == 0x9 and uint8(@mark16[i] + 1) == 0x2 and uint16(@mark16[i] + 2) == 0x0 and uint32(@mark16[i] + 4) == 0x660E and uint32(@mark16[i] + 8) == 0x31424B53 and uint32(@mark16[i] + 12) == 0x1 and uint32(@mark16[i] + 16) >= 1 and uint32(@mark16[i] + 16) <= 9 and uint32(@mark16[i] + 20) >= 1 and uint32(@mark16[i] + 20) <= 3 ) or
        for any i in (1..#mark17) : ( uint8(@mark17[i]) == 0x9 and uint8(@mark17[i] + 1) == 0x2 and uint16(@mark17[i] + 2) == 0x0 and uint32(@mark17[i] + 4) == 0x660F and uint32(@mark17[i] + 8) == 0x31424B53 and uint32(@mark17[i] + 12) == 0x1 and uint32(@mark17[i] + 16) >= 1 and uint32(@mark17[i] + 16) <= 9 and uint32(@mark17[i] + 20) >= 1 and uint32(@mark17[i] + 20) <= 3 ) or
        for any i in (1..#mark18) : ( uint8(@mark18[i]) == 0x9 and uint8(@mark18[i] + 1) == 0x2 and uint16(@mark18[i] + 2) == 0x0 and uint32(@mark18[i] + 4) == 0x6610 and uint32(@mark18[i] + 8) == 0x31424B53 and uint32(@mark18[i] + 12) == 0x1 and uint32(@mark18[i] + 16) >= 1 and uint32(@mark18[i] + 16) <= 9 and uint32(@mark18[i] + 20) >= 1 and uint32(@mark18[i] + 20) <= 3 ) or
        for any i in (1..#mark19) : ( uint8(@mark19[i]) == 0x9 and uint8(@mark19[i] + 1) == 0x2 and uint16(@mark19[i] + 2) == 0x0 and uint32(@mark19[i] + 4) == 0x6801 and uint32(@mark19[i] + 8) == 0x31424B53 and uint32(@mark19[i] + 12) == 0x1 and uint32(@mark19[i] + 16) >= 1 and uint32(@mark19[i] + 16) <= 9 and uint32(@mark19[i] + 20) >= 1 and uint32(@mark19[i] + 20) <= 3 ) or
        for any i in (1..#mark20) : ( uint8(@mark20[i]) == 0x9 and uint8(@mark20[i] + 1) == 0x2 and uint16(@mark20[i] + 2) == 0x0 and uint32(@mark20[i] + 4) == 0x6802 and uint32(@mark20[i] + 8) == 0x31424B53 and uint32(@mark20[i] + 12) == 0x1 and uint32(@mark20[i] + 16) >= 1 and uint32(@mark20[i] + 16) <= 9 and uint32(@mark20[i] + 20) >= 1 and uint32(@mark20[i] + 20) <= 3 )
}

rule keyblob_opaqueTokenKey : file {
    meta:
        description = "OPAQUEKEYBLOB of this package, key in a token"
    condition:
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x2400 and uint32(8) == 0x31544B53 and uint32(12) == 0x1 and uint32(16) <= 1 and uint32(20) == 0x3 and uint32(28) == 0x0 and uint32(80) >= 1 and uint32(80) <= 255 and uint32(84) == 0x0 and uint32(88) == 0x20 and filesize == 124 + uint32(80) + 2 * uint32(84) + uint32(88)) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6601 and uint32(8) == 0x31544B53 and uint32(12) == 0x1 and uint32(16) <= 1 and uint32(20) == 0x4 and uint32(28) >= 1 and uint32(28) <= 2 and uint32(80) >= 1 and uint32(80) <= 255 and uint32(84) == 0x8 and uint32(88) == 0x0 and filesize == 124 + uint32(80) + 2 * uint32(84) + uint32(88)) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6603 and uint32(8) == 0x31544B53 and uint32(12) == 0x1 and uint32(16) <= 1 and uint32(20) == 0x4 and uint32(28) >= 1 and uint32(28) <= 2 and uint32(80) >= 1 and uint32(80) <= 255 and uint32(84) == 0x8 and uint32(88) == 0x0 and filesize == 124 + uint32(80) + 2 * uint32(84) + uint32(88)) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6609 and uint32(8) == 0x31544B53 and uint32(12) == 0x1 and uint32(16) <= 1 and uint32(20) == 0x4 and uint32(28) >= 1 and uint32(28) <= 2 and uint32(80) >= 1 and uint32(80) <= 255 and uint32(84) == 0x8 and uint32(88) == 0x0 and filesize == 124 + uint32(80) + 2 * uint32(84) + uint32(88)) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660E and uint32(8) == 0x31544B53 and uint32(12) == 0x1 and uint32(16) <= 1 and uint32(20) == 0x4 and uint32(28) >= 1 and uint32(28) <= 2 and uint32(80) >= 1 and uint32(80) <= 255 and uint32(84) == 0x10 and uint32(88) == 0x0 and filesize == 124 + uint32(80) + 2 * uint32(84) + uint32(88)) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660F and uint32(8) == 0x31544B53 and uint32(12) == 0x1 and uint32(16) <= 1 and uint32(20) == 0x4 and uint32(28) >= 1 and uint32(28) <= 2 and uint32(80) >= 1 and uint32(80) <= 255 and uint32(84) == 0x10 and uint32(88) == 0x0 and filesize == 124 + uint32(80) + 2 * uint32(84) + uint32(88)) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6610 and uint32(8) == 0x31544B53 and uint32(12) == 0x1 and uint32(16) <= 1 and uint32(20) == 0x4 and uint32(28) >= 1 and uint32(28) <= 2 and uint32(80) >= 1 and uint32(80) <= 255 and uint32(84) == 0x10 and uint32(88) == 0x0 and filesize == 124 + uint32(80) + 2 * uint32(84) + uint32(88)) or
        (uint8(0) == 0x9 and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xA400 and uint32(8) == 0x31544B53 and uint32(12) == 0x1 and uint32(16) <= 1 and uint32(20) == 0x3 and uint32(28) == 0x0 and uint32(80) >= 1 and uint32(80) <= 255 and uint32(84) == 0x0 and uint32(88) == 0x20 and filesize == 124 + uint32(80) + 2 * uint32(84) + uint32(88))
}

rule keyblob_opaqueTokenKey_embedded : embedded {
    meta:
        description = "OPAQUEKEYBLOB of this package, key in a token"
    strings:
        $mark0 = { 09 02 00 00 00 24 00 00 53 4B 54 31 01 00 00 00 ?? ?? ?? ?? 03 00 00 00 ?? ?? ?? ?? 00 00 00 00 ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? 00 00 00 00 20 00 00 00 }
        $mark1 = { 09 02 00 00 01 66 00 00 53 4B 54 31 01 00 00 00 ?? ?? ?? ?? 04 00 00 00 ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? 08 00 00 00 00 00 00 00 }
        $mark2 = { 09 02 00 00 03 66 00 00 53 4B 54 31 01 00 00 00 ?? ?? ?? ?? 04 00 00 00 ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? 08 00 00 00 00 00 00 00 }
        $mark3 = { 09 02 00 00 09 66 00 00 53 4B 54 31 01 00 00 00 ?? ?? ?? ?? 04 00 00 00 ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? 08 00 00 00 00 00 00 00 }
        $mark4 = { 09 02 00 00 0E 66 00 00 53 4B 54 31 01 00 00 00 ?? ?? ?? ?? 04 00 00 00 ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? 10 00 00 00 00 00 00 00 }
        $mark5 = { 09 02 00 00 0F 66 00 00 53 4B 54 31 01 00 00 00 ?? ?? ?? ?? 04 00 00 00 ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? 10 00 00 00 00 00 00 00 }
        $mark6 = { 09 02 00 00 10 66 00 00 53 4B 54 31 01 00 00 00 ?? ?? ?? ?? 04 00 00 00 ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? 10 00 00 00 00 00 00 00 }
        $mark7 = { 09 02 00 00 00 A4 00 00 53 4B 54 31 01 00 00 00 ?? ?? ?? ?? 03 00 00 00 ?? ?? ?? ?? 00 00 00 00 ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? 00 00 00 00 20 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0x9 and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x2400 and uint32(@mark0[i] + 8) == 0x31544B53 and uint32(@mark0[i] + 12) == 0x1 and uint32(@mark0[i] + 16) <= 1 and uint32(@mark0[i] + 20) == 0x3 and uint32(@mark0[i] + 28) == 0x0 and uint32(@mark0[i] + 80) >= 1 and uint32(@mark0[i] + 80) <= 255 and uint32(@mark0[i] + 84) == 0x0 and uint32(@mark0[i] + 88) == 0x20 and @mark0[i] + 124 + uint32(@mark0[i] + 80) + 2 * uint32(@mark0[i] + 84) + uint32(@mark0[i] + 88) <= filesize ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0x9 and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0x6601 and uint32(@mark1[i] + 8) == 0x31544B53 and uint32(@mark1[i] + 12) == 0x1 and uint32(@mark1[i] + 16) <= 1 and uint32(@mark1[i] + 20) == 0x4 and uint32(@mark1[i] + 28) >= 1 and uint32(@mark1[i] + 28) <= 2 and uint32(@mark1[i] + 80) >= 1 and uint32(@mark1[i] + 80) <= 255 and uint32(@mark1[i] + 84) == 0x8 and uint32(@mark1[i] + 88) == 0x0 and @mark1[i] + 124 + uint32(@mark1[i] + 80) + 2 * uint32(@mark1[i] + 84) + uint32(@mark1[i] + 88) <= filesize ) or
        for any i in (1..#mark2) : ( uint8(@mark2[i]) == 0x9 and uint8(@mark2[i] + 1) == 0x2 and uint16(@mark2[i] + 2) == 0x0 and uint32(@mark2[i] + 4) == 0x6603 and uint32(@mark2[i] + 8) == 0x31544B53 and uint32(@mark2[i] + 12) == 0x1 and uint32(@mark2[i] + 16) <= 1 and uint32(@mark2[i] + 20) == 0x4 and uint32(@mark2[i] + 28) >= 1 and uint32(@mark2[i] + 28) <= 2 and uint32(@mark2[i] + 80) >= 1 and uint32(@mark2[i] + 80) <= 255 and uint32(@mark2[i] + 84) == 0x8 and uint32(@mark2[i] + 88) == 0x0 and @mark2[i] + 124 + uint32(@mark2[i] + 80) + 2 * uint32(@mark2[i] + 84) + uint32(@mark2[i] + 88) <= filesize ) or
        for any i in (1..#mark3) : ( uint8(@mark3[i]) == 0x9 and uint8(@mark3[i] + 1) == 0x2 and uint16(@mark3[i] + 2) == 0x0 and uint32(@mark3[i] + 4) == 0x6609 and uint32(@mark3[i] + 8) == 0x31544B53 and uint32(@mark3[i] + 12) == 0x1 and uint32(@mark3[i] + 16) <= 1 and uint32(@mark3[i] + 20) == 0x4 and uint32(@mark3[i] + 28) >= 1 and uint32(@mark3[i] + 28) <= 2 and uint32(@mark3[i] + 80) >= 1 and uint32(@mark3[i] + 80) <= 255 and uint32(@mark3[i] + 84) == 0x8 and uint32(@mark3[i] + 88) == 0x0 and @mark3[i] + 124 + uint32(@mark3[i] + 80) + 2 * uint32(@mark3[i] + 84) + uint32(@mark3[i] + 88) <= filesize ) or
        for any i in (1..#mark4) : ( uint8(@mark4[i]) == 0x9 and uint8(@mark4[i] + 1) == 0x2 and uint16(@mark4[i] + 2) == 0x0 and uint32(@mark4[i] + 4) == 0x660E and uint32(@mark4[i] + 8) == 0x31544B53 and uint32(@mark4[i] + 12) == 0x1 and uint32(@mark4[i] + 16) <= 1 and uint32(@mark4[i] + 20) == 0x4 and uint32(@mark4[i] + 28) >= 1 and uint32(@mark4[i] + 28) <= 2 and uint32(@mark4[i] + 80) >= 1 and uint32(@mark4[i] + 80) <= 255 and uint32(@mark4[i] + 84) == 0x10 and uint32(@mark4[i] + 88) == 0x0 and @mark4[i] + 124 + uint32(@mark4[i] + 80) + 2 * uint32(@mark4[i] + 84) + uint32(@mark4[i] + 88) <= filesize ) or
        for any i in (1..#mark5) : ( uint8(@mark5[i]) == 0x9 and uint8(@mark5[i] + 1) == 0x2 and uint16(@mark5[i] + 2) == 0x0 and uint32(@mark5[i] + 4) == 0x660F and uint32(@mark5[i] + 8) == 0x31544B53 and uint32(@mark5[i] + 12) == 0x1 and uint32(@mark5[i] + 16) <= 1 and uint32(@mark5[i] + 20) == 0x4 and uint32(@mark5[i] + 28) >= 1 and uint32(@mark5[i] + 28) <= 2 and uint32(@mark5[i] + 80) >= 1 and uint32(@mark5[i] + 80) <= 255 and uint32(@mark5[i] + 84) == 0x10 and uint32(@mark5[i] + 88) == 0x0 and @mark5[i] + 124 + uint32(@mark5[i] + 80) + 2 * uint32(@mark5[i] + 84) + uint32(@mark5[i] + 88) <= filesize ) or
        for any i in (1..#mark6) : ( uint8(@mark6[i]) == 0x9 and uint8(@mark6[i] + 1) == 0x2 and uint16(@mark6[i] + 2) == 0x0 and uint32(@mark6[i] + 4) == 0x6610 and uint32(@mark6[i] + 8) == 0x31544B53 and uint32(@mark6[i] + 12) == 0x1 and uint32(@mark6[i] + 16) <= 1 and uint32(@mark6[i] + 20) == 0x4 and uint32(@mark6[i] + 28) >= 1 and uint32(@mark6[i] + 28) <= 2 and uint32(@mark6[i] + 80) >= 1 and uint32(@mark6[i] + 80) <= 255 and uint32(@mark6[i] + 84) == 0x10 and uint32(@mark6[i] + 88) == 0x0 and @mark6[i] + 124 + uint32(@mark6[i] + 80) + 2 * uint32(@mark6[i] + 84) + uint32(@mark6[i] + 88) <= filesize ) or
        for any i in (1..#mark7) : ( uint8(@mark7[i]) == 0x9 and uint8(@mark7[i] + 1) == 0x2 and uint16(@mark7[i] + 2) == 0x0 and uint32(@mark7[i] + 4) == 0xA400 and uint32(@mark7[i] + 8) == 0x31544B53 and uint32(@mark7[i] + 12) == 0x1 and uint32(@mark7[i] + 16) <= 1 and uint32(@mark7[i] + 20) == 0x3 and uint32(@mark7[i] + 28) == 0x0 and uint32(@mark7[i] + 80) >= 1 and uint32(@mark7[i] + 80) <= 255 and uint32(@mark7[i] + 84) == 0x0 and uint32(@mark7[i] + 88) == 0x20 and @mark7[i] + 124 + uint32(@mark7[i] + 80) + 2 * uint32(@mark7[i] + 84) + uint32(@mark7[i] + 88) <= filesize )
}

rule keyblob_keyState : file {
    meta:
        description = "KEYSTATEBLOB"
    condition:
        (uint8(0) == 0xC and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6801 and filesize == 282) or
        (uint8(0) == 0xC and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6601 and filesize == 32) or
        (uint8(0) == 0xC and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6603 and filesize == 48) or
        (uint8(0) == 0xC and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x660E and filesize == 408) or
        (uint8(0) == 0xC and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x6610 and filesize == 552)
}

rule keyblob_keyState_embedded : embedded {
    meta:
        description = "KEYSTATEBLOB"
    strings:
        $mark0 = { 0C 02 00 00 01 68 00 00 }
        $mark1 = { 0C 02 00 00 01 66 00 00 }
        $mark2 = { 0C 02 00 00 03 66 00 00 }
        $mark3 = { 0C 02 00 00 0E 66 00 00 }
        $mark4 = { 0C 02 00 00 10 66 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0xC and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x6801 and @mark0[i] + 282 <= filesize ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0xC and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0x6601 and @mark1[i] + 32 <= filesize ) or
        for any i in (1..#mark2) : ( uint8(@mark2[i]) == 0xC and uint8(@mark2[i] + 1) == 0x2 and uint16(@mark2[i] + 2) == 0x0 and uint32(@mark2[i] + 4) == 0x6603 and @mark2[i] + 48 <= filesize ) or
        for any i in (1..#mark3) : ( uint8(@mark3[i]) == 0xC and uint8(@mark3[i] + 1) == 0x2 and uint16(@mark3[i] + 2) == 0x0 and uint32(@mark3[i] + 4) == 0x660E and @mark3[i] + 408 <= filesize ) or
        for any i in (1..#mark4) : ( uint8(@mark4[i]) == 0xC and uint8(@mark4[i] + 1) == 0x2 and uint16(@mark4[i] + 2) == 0x0 and uint32(@mark4[i] + 4) == 0x6610 and @mark4[i] + 552 <= filesize )
}

rule keyblob_publicKeyEx : file {
    meta:
        description = "PUBLICKEYBLOBEX"
    condition:
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x2000) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x2200) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x2203) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x2400) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0x3000) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xA001) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xA003) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xA400) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xAA01) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xAA02) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xAA03) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xAA04) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xAA05) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xAE06) or
        (uint8(0) == 0xA and uint8(1) == 0x2 and uint16(2) == 0x0 and uint32(4) == 0xB000)
}

rule keyblob_publicKeyEx_embedded : embedded {
    meta:
        description = "PUBLICKEYBLOBEX"
    strings:
        $mark0 = { 0A 02 00 00 00 20 00 00 }
        $mark1 = { 0A 02 00 00 00 22 00 00 }
        $mark2 = { 0A 02 00 00 03 22 00 00 }
        $mark3 = { 0A 02 00 00 00 24 00 00 }
        $mark4 = { 0A 02 00 00 00 30 00 00 }
        $mark5 = { 0A 02 00 00 01 A0 00 00 }
        $mark6 = { 0A 02 00 00 03 A0 00 00 }
        $mark7 = { 0A 02 00 00 00 A4 00 00 }
        $mark8 = { 0A 02 00 00 01 AA 00 00 }
        $mark9 = { 0A 02 00 00 02 AA 00 00 }
        $mark10 = { 0A 02 00 00 03 AA 00 00 }
        $mark11 = { 0A 02 00 00 04 AA 00 00 }
        $mark12 = { 0A 02 00 00 05 AA 00 00 }
        $mark13 = { 0A 02 00 00 06 AE 00 00 }
        $mark14 = { 0A 02 00 00 00 B0 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint8(@mark0[i]) == 0xA and uint8(@mark0[i] + 1) == 0x2 and uint16(@mark0[i] + 2) == 0x0 and uint32(@mark0[i] + 4) == 0x2000 ) or
        for any i in (1..#mark1) : ( uint8(@mark1[i]) == 0xA and uint8(@mark1[i] + 1) == 0x2 and uint16(@mark1[i] + 2) == 0x0 and uint32(@mark1[i] + 4) == 0x2200 ) or
        for any i in (1..#mark2) : ( uint8(@mark2[i]) == 0xA and uint8(@mark2[i] + 1) == 0x2 and uint16(@mark2[i] + 2) == 0x0 and uint32(@mark2[i] + 4) == 0x2203 ) or
        for any i in (1..#mark3) : ( uint8(@mark3[i]) == 0xA and uint8(@mark3[i] + 1) == 0x2 and uint16(@mark3[i] + 2) == 0x0 and uint32(@mark3[i] + 4) == 0x2400 ) or
        for any i in (1..#mark4) : ( uint8(@mark4[i]) == 0xA and uint8(@mark4[i] + 1) == 0x2 and uint16(@mark4[i] + 2) == 0x0 and uint32(@mark4[i] + 4) == 0x3000 ) or
        for any i in (1..#mark5) : ( uint8(@mark5[i]) == 0xA and uint8(@mark5[i] + 1) == 0x2 and uint16(@mark5[i] + 2) == 0x0 and uint32(@mark5[i] + 4) == 0xA001 ) or
        for any i in (1..#mark6) : ( uint8(@mark6[i]) == 0xA and uint8(@mark6[i] + 1) == 0x2 and uint16(@mark6[i] + 2) == 0x0 and uint32(@mark6[i] + 4) == 0xA003 ) or
        for any i in (1..#mark7) : ( uint8(@mark7[i]) == 0xA and uint8(@mark7[i] + 1) == 0x2 and uint16(@mark7[i] + 2) == 0x0 and uint32(@mark7[i] + 4) == 0xA400 ) or
        for any i in (1..#mark8) : ( uint8(@mark8[i]) == 0xA and uint8(@mark8[i] + 1) == 0x2 and uint16(@mark8[i] + 2) == 0x0 and uint32(@mark8[i] + 4) == 0xAA01 ) or
        for any i in (1..#mark9) : ( uint8(@mark9[i]) == 0xA and uint8(@mark9[i] + 1) == 0x2 and uint16(@mark9[i] + 2) == 0x0 and uint32(@mark9[i] + 4) == 0xAA02 ) or
        for any i in (1..#mark10) : ( uint8(@mark10[i]) == 0xA and uint8(@mark10[i] + 1) == 0x2 and uint16(@mark10[i] + 2) == 0x0 and uint32(@mark10[i] + 4) == 0xAA03 ) or
        for any i in (1..#mark11) : ( uint8(@mark11[i]) == 0xA and uint8(@mark11[i] + 1) == 0x2 and uint16(@mark11[i] + 2) == 0x0 and uint32(@mark11[i] + 4) == 0xAA04 ) or
        for any i in (1..#mark12) : ( uint8(@mark12[i]) == 0xA and uint8(@mark12[i] + 1) == 0x2 and uint16(@mark12[i] + 2) == 0x0 and uint32(@mark12[i] + 4) == 0xAA05 ) or
        for any i in (1..#mark13) : ( uint8(@mark13[i]) == 0xA and uint8(@mark13[i] + 1) == 0x2 and uint16(@mark13[i] + 2) == 0x0 and uint32(@mark13[i] + 4) == 0xAE06 ) or
        for any i in (1..#mark14) : ( uint8(@mark14[i]) == 0xA and uint8(@mark14[i] + 1) == 0x2 and uint16(@mark14[i] + 2) == 0x0 and uint32(@mark14[i] + 4) == 0xB000 )
}

rule keyblob_pvk : file {
    meta:
        description = "PVK file"
    condition:
        (uint32(0) == 0xB0B5F11E and uint32(4) == 0x0 and uint32(8) >= 1 and uint32(8) <= 2 and uint32(12) <= 1 and uint32(16) <= 16 and uint32(20) >= 20 and uint32(20) <= 65535 and filesize == 32 + uint32(16) + ( uint32(20) - 8 ))
}

rule keyblob_pvk_embedded : embedded {
    meta:
        description = "PVK file"
    strings:
        $mark0 = { 1E F1 B5 B0 00 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0xB0B5F11E and uint32(@mark0[i] + 4) == 0x0 and uint32(@mark0[i] + 8) >= 1 and uint32(@mark0[i] + 8) <= 2 and uint32(@mark0[i] + 12) <= 1 and uint32(@mark0[i] + 16) <= 16 and uint32(@mark0[i] + 20) >= 20 and uint32(@mark0[i] + 20) <= 65535 and @mark0[i] + 32 + uint32(@mark0[i] + 16) + ( uint32(@mark0[i] + 20) - 8 ) <= filesize )
}

rule keyblob_strongNamePublicKey : file {
    meta:
        description = "strong-name public key"
    condition:
        (uint32(0) == 0x2400 and uint32(4) == 0x8004 and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x2400 and uint32(4) == 0x8004 and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x2400 and uint32(4) == 0x800C and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x2400 and uint32(4) == 0x800C and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x2400 and uint32(4) == 0x800D and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x2400 and uint32(4) == 0x800D and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x2400 and uint32(4) == 0x800E and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x2400 and uint32(4) == 0x800E and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x2400 and uint32(4) == 0x0 and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x2400 and uint32(4) == 0x0 and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x0 and uint32(4) == 0x8004 and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x0 and uint32(4) == 0x8004 and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x0 and uint32(4) == 0x800C and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x0 and uint32(4) == 0x800C and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x0 and uint32(4) == 0x800D and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x0 and uint32(4) == 0x800D and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x0 and uint32(4) == 0x800E and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x0 and uint32(4) == 0x800E and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x0 and uint32(4) == 0x0 and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x0 and uint32(4) == 0x0 and uint8(12) == 0x6 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x31415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + ( uint32(24) \ 8 )) or
        (uint32(0) == 0x2400 and uint32(4) == 0x8004 and uint32(8) == 0x4 and uint32(12) == 0x0 and filesize == 16) or
        (uint32(0) == 0x2400 and uint32(4) == 0x800C and uint32(8) == 0x4 and uint32(12) == 0x0 and filesize == 16) or
        (uint32(0) == 0x2400 and uint32(4) == 0x800D and uint32(8) == 0x4 and uint32(12) == 0x0 and filesize == 16) or
        (uint32(0) == 0x2400 and uint32(4) == 0x800E and uint32(8) == 0x4 and uint32(12) == 0x0 and filesize == 16) or
        (uint32(0) == 0x2400 and uint32(4) == 0x0 and uint32(8) == 0x4 and uint32(12) == 0x0 and filesize == 16) or
        (uint32(0) == 0x0 and uint32(4) == 0x8004 and uint32(8) == 0x4 and uint32(12) == 0x0 and filesize == 16) or
        (uint32(0) == 0x0 and uint32(4) == 0x800C and uint32(8) == 0x4 and uint32(12) == 0x0 and filesize == 16) or
        (uint32(0) == 0x0 and uint32(4) == 0x800D and uint32(8) == 0x4 and uint32(12) == 0x0 and filesize == 16) or
        (uint32(0) == 0x0 and uint32(4) == 0x800E and uint32(8) == 0x4 and uint32(12) == 0x0 and filesize == 16) or
        (uint32(0) == 0x0 and uint32(4) == 0x0 and uint32(8) == 0x4 and uint32(12) == 0x0 and filesize == 16)
}

rule keyblob_strongNamePublicKey_embedded : embedded {
    meta:
        description = "strong-name public key"
    strings:
        $mark0 = { 00 24 00 00 04 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark1 = { 00 24 00 00 04 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 A4 00 00 52 53 41 31 }
        $mark2 = { 00 24 00 00 0C 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark3 = { 00 24 00 00 0C 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 A4 00 00 52 53 41 31 }
        $mark4 = { 00 24 00 00 0D 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark5 = { 00 24 00 00 0D 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 A4 00 00 52 53 41 31 }
        $mark6 = { 00 24 00 00 0E 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark7 = { 00 24 00 00 0E 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 A4 00 00 52 53 41 31 }
        $mark8 = { 00 24 00 00 00 00 00 00 ?? ?? ?? ?? 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark9 = { 00 24 00 00 00 00 00 00 ?? ?? ?? ?? 06 02 00 00 00 A4 00 00 52 53 41 31 }
        $mark10 = { 00 00 00 00 04 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark11 = { 00 00 00 00 04 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 A4 00 00 52 53 41 31 }
        $mark12 = { 00 00 00 00 0C 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark13 = { 00 00 00 00 0C 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 A4 00 00 52 53 41 31 }
        $mark14 = { 00 00 00 00 0D 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark15 = { 00 00 00 00 0D 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 A4 00 00 52 53 41 31 }
        $mark16 = { 00 00 00 00 0E 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark17 = { 00 00 00 00 0E 80 00 00 ?? ?? ?? ?? 06 02 00 00 00 A4 00 00 52 53 41 31 }
        $mark18 = { 00 00 00 00 00 00 00 00 ?? ?? ?? ?? 06 02 00 00 00 24 00 00 52 53 41 31 }
        $mark19 = { 00 00 00 00 00 00 00 00 ?? ?? ?? ?? 06 02 00 00 00 A4 00 00 52 53 41 31 }
        $mark20 = { 00 24 00 00 04 80 00 00 04 00 00 00 00 00 00 00 }
        $mark21 = { 00 24 00 00 0C 80 00 00 04 00 00 00 00 00 00 00 }
        $mark22 = { 00 24 00 00 0D 80 00 00 04 00 00 00 00 00 00 00 }
        $mark23 = { 00 24 00 00 0E 80 00 00 04 00 00 00 00 00 00 00 }
        $mark25 = { 00 00 00 00 04 80 00 00 04 00 00 00 00 00 00 00 }
        $mark26 = { 00 00 00 00 0C 80 00 00 04 00 00 00 00 00 00 00 }
        $mark27 = { 00 00 00 00 0D 80 00 00 04 00 00 00 00 00 00 00 }
        $mark28 = { 00 00 00 00 0E 80 00 00 04 00 00 00 00 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x2400 and uint32(@mark0[i] + 4) == 0x8004 and uint8(@mark0[i] + 12) == 0x6 and uint8(@mark0[i] + 13) == 0x2 and uint16(@mark0[i] + 14) == 0x0 and uint32(@mark0[i] + 16) == 0x2400 and uint32(@mark0[i] + 20) == 0x31415352 and uint32(@mark0[i] + 24) >= 384 and uint32(@mark0[i] + 24) <= 16384 and uint32(@mark0[i] + 28) >= 3 and @mark0[i] + 32 + ( uint32(@mark0[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark1) : ( uint32(@mark1[i]) == 0x2400 and uint32(@mark1[i] + 4) == 0x8004 and uint8(@mark1[i] + 12) == 0x6 and uint8(@mark1[i] + 13) == 0x2 and uint16(@mark1[i] + 14) == 0x0 and uint32(@mark1[i] + 16) == 0xA400 and uint32(@mark1[i] + 20) == 0x31415352 and uint32(@mark1[i] + 24) >= 384 and uint32(@mark1[i] + 24) <= 16384 and uint32(@mark1[i] + 28) >= 3 and @mark1[i] + 32 + ( uint32(@mark1[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark2) : ( uint32(@mark2[i]) == 0x2400 and uint32(@mark2[i] + 4) == 0x800C and uint8(@mark2[i] + 12) == 0x6 and uint8(@mark2[i] + 13) == 0x2 and uint16(@mark2[i] + 14) == 0x0 and uint32(@mark2[i] + 16) == 0x2400 and uint32(@mark2[i] + 20) == 0x31415352 and uint32(@mark2[i] + 24) >= 384 and uint32(@mark2[i] + 24) <= 16384 and uint32(@mark2[i] + 28) >= 3 and @mark2[i] + 32 + ( uint32(@mark2[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark3) : ( uint32(@mark3[i]) == 0x2400 and uint32(@mark3[i] + 4) == 0x800C and uint8(@mark3[i] + 12) == 0x6 and uint8(@mark3[i] + 13) == 0x2 and uint16(@mark3[i] + 14) == 0x0 and uint32(@mark3[i] + 16) == 0xA400 and uint32(@mark3[i] + 20) == 0x31415352 and uint32(@mark3[i] + 24) >= 384 and uint32(@mark3[i] + 24) <= 16384 and uint32(@mark3[i] + 28) >= 3 and @mark3[i] + 32 + ( uint32(@mark3[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark4) : ( uint32(@mark4[i]) == 0x2400 and uint32(@mark4[i] + 4) == 0x800D and uint8(@mark4[i] + 12) == 0x6 and uint8(@mark4[i] + 13) == 0x2 and uint16(@mark4[i] + 14) == 0x0 and uint32(@mark4[i] + 16) == 0x2400 and uint32(@mark4[i] + 20) == 0x31415352 and uint32(@mark4[i] + 24) >= 384 and uint32(@mark4[i] + 24) <= 16384 and uint32(@mark4[i] + 28) >= 3 and @mark4[i] + 32 + ( uint32(@mark4[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark5) : ( uint32(@mark5[i]) == 0x2400 and uint32(@mark5[i] + 4) == 0x800D and uint8(@mark5[i] + 12) == 0x6 and uint8(@mark5[i] + 13) == 0x2 and uint16(@mark5[i] + 14) == 0x0 and uint32(@mark5[i] + 16) == 0xA400 and uint32(@mark5[i] + 20) == 0x31415352 and uint32(@mark5[i] + 24) >= 384 and uint32(@mark5[i] + 24) <= 16384 and uint32(@mark5[i] + 28) >= 3 and @mark5[i] + 32 + ( uint32(@mark5[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark6) : ( uint32(@mark6[i]) == 0x2400 and uint32(@mark6[i] + 4) == 0x800E and uint8(@mark6[i] + 12) == 0x6 and uint8(@mark6[i] + 13) == 0x2 and uint16(@mark6[i] + 14) == 0x0 and uint32(@mark6[i] + 16) == 0x2400 and uint32(@mark6[i] + 20) == 0x31415352 and uint32(@mark6[i] + 24) >= 384 and uint32(@mark6[i] + 24) <= 16384 and uint32(@mark6[i] + 28) >= 3 and @mark6[i] + 32 + ( uint32(@mark6[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark7) : ( uint32(@mark7[i]) == 0x2400 and uint32(@mark7[i] + 4) == 0x800E and uint8(@mark7[i] + 12) == 0x6 and uint8(@mark7[i] + 13) == 0x2 and uint16(@mark7[i] + 14) == 0x0 and uint32(@mark7[i] + 16) == 0xA400 and uint32(@mark7[i] + 20) == 0x31415352 and uint32(@mark7[i] + 24) >= 384 and uint32(@mark7[i] + 24) <= 16384 and uint32(@mark7[i] + 28) >= 3 and @mark7[i] + 32 + ( uint32(@mark7[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark8) : ( uint32(@mark8[i]) == 0x2400 and uint32(@mark8[i] + 4) == 0x0 and uint8(@mark8[i] + 12) == 0x6 and uint8(@mark8[i] + 13) == 0x2 and uint16(@mark8[i] + 14) == 0x0 and uint32(@mark8[i] + 16) == 0x2400 and uint32(@mark8[i] + 20) == 0x31415352 and uint32(@mark8[i] + 24) >= 384 and uint32(@mark8[i] + 24) <= 16384 and uint32(@mark8[i] + 28) >= 3 and @mark8[i] + 32 + ( uint32(@mark8[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark9) : ( uint32(@mark9[i]) == 0x2400 and uint32(@mark9[i] + 4) == 0x0 and uint8(@mark9[i] + 12) == 0x6 and uint8(@mark9[i] + 13) == 0x2 and uint16(@mark9[i] + 14) == 0x0 and uint32(@mark9[i] + 16) == 0xA400 and uint32(@mark9[i] + 20) == 0x31415352 and uint32(@mark9[i] + 24) >= 384 and uint32(@mark9[i] + 24) <= 16384 and uint32(@mark9[i] + 28) >= 3 and @mark9[i] + 32 + ( uint32(@mark9[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark10) : ( uint32(@mark10[i]) == 0x0 and uint32(@mark10[i] + 4) == 0x8004 and uint8(@mark10[i] + 12) == 0x6 and uint8(@mark10[i] + 13) == 0x2 and uint16(@mark10[i] + 14) == 0x0 and uint32(@mark10[i] + 16) == 0x2400 and uint32(@mark10[i] + 20) == 0x31415352 and uint32(@mark10[i] + 24) >= 384 and uint32(@mark10[i] + 24) <= 16384 and uint32(@mark10[i] + 28) >= 3 and @mark10[i] + 32 + ( uint32(@mark10[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark11) : ( uint32(@mark11[i]) == 0x0 and uint32(@mark11[i] + 4) == 0x8004 and uint8(@mark11[i] + 12) == 0x6 and uint8(@mark11[i] + 13) == 0x2 and uint16(@mark11[i] + 14) == 0x0 and uint32(@mark11[i] + 16) == 0xA400 and uint32(@mark11[i] + 20) == 0x31415352 and uint32(@mark11[i] + 24) >= 384 and uint32(@mark11[i] + 24) <= 16384 and uint32(@mark11[i] + 28) >= 3 and @mark11[i] + 32 + ( uint32(@mark11[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark12) : ( uint32(@mark12[i]) == 0x0 and uint32(@mark12[i] + 4) == 0x800C and uint8(@mark12[i] + 12) == 0x6 and uint8(@mark12[i] + 13) == 0x2 and uint16(@mark12[i] + 14) == 0x0 and uint32(@mark12[i] + 16) == 0x2400 and uint32(@mark12[i] + 20) == 0x31415352 and uint32(@mark12[i] + 24) >= 384 and uint32(@mark12[i] + 24) <= 16384 and uint32(@mark12[i] + 28) >= 3 and @mark12[i] + 32 + ( uint32(@mark12[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark13) : ( uint32(@mark13[i]) == 0x0 and uint32(@mark13[i] + 4) == 0x800C and uint8(@mark13[i] + 12) == 0x6 and uint8(@mark13[i] + 13) == 0x2 and uint16(@mark13[i] + 14) == 0x0 and uint32(@mark13[i] + 16) == 0xA400 and uint32(@mark13[i] + 20) == 0x31415352 and uint32(@mark13[i] + 24) >= 384 and uint32(@mark13[i] + 24) <= 16384 and uint32(@mark13[i] + 28) >= 3 and @mark13[i] + 32 + ( uint32(@mark13[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark14) : ( uint32(@mark14[i]) == 0x0 and uint32(@mark14[i] + 4) == 0x800D and uint8(@mark14[i] + 12) == 0x6 and uint8(@mark14[i] + 13) == 0x2 and uint16(@mark14[i] + 14) == 0x0 and uint32(@mark14[i] + 16) == 0x2400 and uint32(@mark14[i] + 20) == 0x31415352 and uint32(@mark14[i] + 24) >= 384 and uint32(@mark14[i] + 24) <= 16384 and uint32(@mark14[i] + 28) >= 3 and @mark14[i] + 32 + ( uint32(@mark14[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark15) : ( uint32(@mark15[i]) == 0x0 and uint32(@mark15[i] + 4) == 0x800D and uint8(@mark15[i] + 12) == 0x6 and uint8(@mark15[i] + 13) == 0x2 and uint16(@mark15[i] + 14) == 0x0 and uint32(@mark15[i] + 16) == 0xA400 and uint32(@mark15[i] + 20) == 0x31415352 and uint32(@mark15[i] + 24) >= 384 and uint32(@mark15[i] + 24) <= 16384 and uint32(@mark15[i] + 28) >= 3 and @mark15[i] + 32 + ( uint32(@mark15[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark16) : ( uint32(@mark16[i]) == 0x0 and uint32(@mark16[i] + 4) == 0x800E and uint8(@mark16[i] + 12) == 0x6 and uint8(@mark16[i] + 13) == 0x2 and uint16(@mark16[i] + 14) == 0x0 and uint32(@mark16[i] + 16) == 0x2400 and uint32(@mark16[i] + 20) == 0x31415352 and uint32(@mark16[i] + 24) >= 384 and uint32(@mark16[i] + 24) <= 16384 and uint32(@mark16[i] + 28) >= 3 and @mark16[i] + 32 + ( uint32(@mark16[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark17) : ( uint32(@mark17[i]) == 0x0 and uint32(@mark17[i] + 4) == 0x800E and uint8(@mark17[i] + 12) == 0x6 and uint8(@mark17[i] + 13) == 0x2 and uint16(@mark17[i] + 14) == 0x0 and uint32(@mark17[i] + 16) == 0xA400 and uint32(@mark17[i] + 20) == 0x31415352 and uint32(@mark17[i] + 24) >= 384 and uint32(@mark17[i] + 24) <= 16384 and uint32(@mark17[i] + 28) >= 3 and @mark17[i] + 32 + ( uint32(@mark17[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark18) : ( uint32(@mark18[i]) == 0x0 and uint32(@mark18[i] + 4) == 0x0 and uint8(@mark18[i] + 12) == 0x6 and uint8(@mark18[i] + 13) == 0x2 and uint16(@mark18[i] + 14) == 0x0 and uint32(@mark18[i] + 16) == 0x2400 and uint32(@mark18[i] + 20) == 0x31415352 and uint32(@mark18[i] + 24) >= 384 and uint32(@mark18[i] + 24) <= 16384 and uint32(@mark18[i] + 28) >= 3 and @mark18[i] + 32 + ( uint32(@mark18[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark19) : ( uint32(@mark19[i]) == 0x0 and uint32(@mark19[i] + 4) == 0x0 and uint8(@mark19[i] + 12) == 0x6 and uint8(@mark19[i] + 13) == 0x2 and uint16(@mark19[i] + 14) == 0x0 and uint32(@mark19[i] + 16) == 0xA400 and uint32(@mark19[i] + 20) == 0x31415352 and uint32(@mark19[i] + 24) >= 384 and uint32(@mark19[i] + 24) <= 16384 and uint32(@mark19[i] + 28) >= 3 and @mark19[i] + 32 + ( uint32(@mark19[i] + 24) \ 8 ) <= filesize ) or
        for any i in (1..#mark20) : ( uint32(@mark20[i]) == 0x2400 and uint32(@mark20[i] + 4) == 0x8004 and uint32(@mark20[i] + 8) == 0x4 and uint32(@mark20[i] + 12) == 0x0 and @mark20[i] + 16 <= filesize ) or
        for any i in (1..#mark21) : ( uint32(@mark21[i]) == 0x2400 and uint32(@mark21[i] + 4) == 0x800C and uint32(@mark21[i] + 8) == 0x4 and uint32(@mark21[i] + 12) == 0x0 and @mark21[i] + 16 <= filesize ) or
        for any i in (1..#mark22) : ( uint32(@mark22[i]) == 0x2400 and uint32(@mark22[i] + 4) == 0x800D and uint32(@mark22[i] + 8) == 0x4 and uint32(@mark22[i] + 12) == 0x0 and @mark22[i] + 16 <= filesize ) or
        for any i in (1..#mark23) : ( uint32(@mark23[i]) == 0x2400 and uint32(@mark23[i] + 4) == 0x800E and uint32(@mark23[i] + 8) == 0x4 and uint32(@mark23[i] + 12) == 0x0 and @mark23[i] + 16 <= filesize ) or
        for any i in (1..#mark25) : ( uint32(@mark25[i]) == 0x0 and uint32(@mark25[i] + 4) == 0x8004 and uint32(@mark25[i] + 8) == 0x4 and uint32(@mark25[i] + 12) == 0x0 and @mark25[i] + 16 <= filesize ) or
        for any i in (1..#mark26) : ( uint32(@mark26[i]) == 0x0 and uint32(@mark26[i] + 4) == 0x800C and uint32(@mark26[i] + 8) == 0x4 and uint32(@mark26[i] + 12) == 0x0 and @mark26[i] + 16 <= filesize ) or
        for any i in (1..#mark27) : ( uint32(@mark27[i]) == 0x0 and uint32(@mark27[i] + 4) == 0x800D and uint32(@mark27[i] + 8) == 0x4 and uint32(@mark27[i] + 12) == 0x0 and @mark27[i] + 16 <= filesize ) or
        for any i in (1..#mark28) : ( uint32(@mark28[i]) == 0x0 and uint32(@mark28[i] + 4) == 0x800E and uint32(@mark28[i] + 8) == 0x4 and uint32(@mark28[i] + 12) == 0x0 and @mark28[i] + 16 <= filesize )
}

rule keyblob_keyData : file {
    meta:
        description = "KeyDataBlob"
    condition:
        (uint32(0) == 0x4D42444B and uint32(4) == 0x1 and uint32(8) >= 1 and uint32(8) <= 65535 and filesize == 12 + uint32(8))
}

rule keyblob_keyData_embedded : embedded {
    meta:
        description = "KeyDataBlob"
    strings:
        $mark0 = { 4B 44 42 4D 01 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x4D42444B and uint32(@mark0[i] + 4) == 0x1 and uint32(@mark0[i] + 8) >= 1 and uint32(@mark0[i] + 8) <= 65535 and @mark0[i] + 12 + uint32(@mark0[i] + 8) <= filesize )
}

rule keyblob_cngRSAPublicKey : file {
    meta:
        description = "RSAPUBLICBLOB"
    condition:
        (uint32(0) == 0x31415352 and uint32(4) >= 512 and uint32(4) <= 16384 and uint32(8) >= 1 and uint32(8) <= 65535 and uint32(12) >= 1 and uint32(12) <= 65535 and uint32(16) == 0x0 and uint32(20) == 0x0 and filesize == 24 + uint32(8) + uint32(12))
}

rule keyblob_cngRSAPublicKey_embedded : embedded {
    meta:
        description = "RSAPUBLICBLOB"
    strings:
        $mark0 = { 52 53 41 31 ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? 00 00 00 00 00 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x31415352 and uint32(@mark0[i] + 4) >= 512 and uint32(@mark0[i] + 4) <= 16384 and uint32(@mark0[i] + 8) >= 1 and uint32(@mark0[i] + 8) <= 65535 and uint32(@mark0[i] + 12) >= 1 and uint32(@mark0[i] + 12) <= 65535 and uint32(@mark0[i] + 16) == 0x0 and uint32(@mark0[i] + 20) == 0x0 and @mark0[i] + 24 + uint32(@mark0[i] + 8) + uint32(@mark0[i] + 12) <= filesize )
}

rule keyblob_cngRSAPrivateKey : file {
    meta:
        description = "RSAPRIVATEBLOB"
    condition:
        (uint32(0) == 0x32415352 and uint32(4) >= 512 and uint32(4) <= 16384 and uint32(8) >= 1 and uint32(8) <= 65535 and uint32(12) >= 1 and uint32(12) <= 65535 and uint32(16) >= 1 and uint32(16) <= 65535 and uint32(20) >= 1 and uint32(20) <= 65535 and filesize == 24 + uint32(8) + uint32(12) + uint32(16) + uint32(20))
}

rule keyblob_cngRSAFullPrivateKey : file {
    meta:
        description = "RSAFULLPRIVATEBLOB"
    condition:
        (uint32(0) == 0x33415352 and uint32(4) >= 512 and uint32(4) <= 16384 and uint32(8) >= 1 and uint32(8) <= 65535 and uint32(12) >= 1 and uint32(12) <= 65535 and uint32(16) >= 1 and uint32(16) <= 65535 and uint32(20) >= 1 and uint32(20) <= 65535 and filesize == 24 + uint32(8) + 2 * uint32(12) + 3 * uint32(16) + 2 * uint32(20))
}

rule keyblob_cngECCPublicKey : file {
    meta:
        description = "ECCPUBLICBLOB"
    condition:
        (uint32(0) == 0x314B4345 and uint32(4) == 0x20 and filesize == 8 + 2 * uint32(4)) or
        (uint32(0) == 0x334B4345 and uint32(4) == 0x30 and filesize == 8 + 2 * uint32(4)) or
        (uint32(0) == 0x354B4345 and uint32(4) == 0x42 and filesize == 8 + 2 * uint32(4)) or
        (uint32(0) == 0x504B4345 and uint32(4) >= 1 and uint32(4) <= 65535 and filesize == 8 + 2 * uint32(4)) or
        (uint32(0) == 0x31534345 and uint32(4) == 0x20 and filesize == 8 + 2 * uint32(4)) or
        (uint32(0) == 0x33534345 and uint32(4) == 0x30 and filesize == 8 + 2 * uint32(4)) or
        (uint32(0) == 0x35534345 and uint32(4) == 0x42 and filesize == 8 + 2 * uint32(4)) or
        (uint32(0) == 0x50444345 and uint32(4) >= 1 and uint32(4) <= 65535 and filesize == 8 + 2 * uint32(4))
}

rule keyblob_cngECCPublicKey_embedded : embedded {
    meta:
        description = "ECCPUBLICBLOB"
    strings:
        $mark0 = { 45 43 4B 31 20 00 00 00 }
        $mark1 = { 45 43 4B 33 30 00 00 00 }
        $mark2 = { 45 43 4B 35 42 00 00 00 }
        $mark4 = { 45 43 53 31 20 00 00 00 }
        $mark5 = { 45 43 53 33 30 00 00 00 }
        $mark6 = { 45 43 53 35 42 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x314B4345 and uint32(@mark0[i] + 4) == 0x20 and @mark0[i] + 8 + 2 * uint32(@mark0[i] + 4) <= filesize ) or
        for any i in (1..#mark1) : ( uint32(@mark1[i]) == 0x334B4345 and uint32(@mark1[i] + 4) == 0x30 and @mark1[i] + 8 + 2 * uint32(@mark1[i] + 4) <= filesize ) or
        for any i in (1..#mark2) : ( uint32(@mark2[i]) == 0x354B4345 and uint32(@mark2[i] + 4) == 0x42 and @mark2[i] + 8 + 2 * uint32(@mark2[i] + 4) <= filesize ) or
        for any i in (1..#mark4) : ( uint32(@mark4[i]) == 0x31534345 and uint32(@mark4[i] + 4) == 0x20 and @mark4[i] + 8 + 2 * uint32(@mark4[i] + 4) <= filesize ) or
        for any i in (1..#mark5) : ( uint32(@mark5[i]) == 0x33534345 and uint32(@mark5[i] + 4) == 0x30 and @mark5[i] + 8 + 2 * uint32(@mark5[i] + 4) <= filesize ) or
        for any i in (1..#mark6) : ( uint32(@mark6[i]) == 0x35534345 and uint32(@mark6[i] + 4) == 0x42 and @mark6[i] + 8 + 2 * uint32(@mark6[i] + 4) <= filesize )
}

rule keyblob_cngECCPrivateKey : file {
    meta:
        description = "ECCPRIVATEBLOB"
    condition:
        (uint32(0) == 0x324B4345 and uint32(4) == 0x20 and filesize == 8 + 3 * uint32(4)) or
        (uint32(0) == 0x344B4345 and uint32(4) == 0x30 and filesize == 8 + 3 * uint32(4)) or
        (uint32(0) == 0x364B4345 and uint32(4) == 0x42 and filesize == 8 + 3 * uint32(4)) or
        (uint32(0) == 0x564B4345 and uint32(4) >= 1 and uint32(4) <= 65535 and filesize == 8 + 3 * uint32(4)) or
        (uint32(0) == 0x32534345 and uint32(4) == 0x20 and filesize == 8 + 3 * uint32(4)) or
        (uint32(0) == 0x34534345 and uint32(4) == 0x30 and filesize == 8 + 3 * uint32(4)) or
        (uint32(0) == 0x36534345 and uint32(4) == 0x42 and filesize == 8 + 3 * uint32(4)) or
        (uint32(0) == 0x56444345 and uint32(4) >= 1 and uint32(4) <= 65535 and filesize == 8 + 3 * uint32(4))
}

rule keyblob_cngECCPrivateKey_embedded : embedded {
    meta:
        description = "ECCPRIVATEBLOB"
    strings:
        $mark0 = { 45 43 4B 32 20 00 00 00 }
        $mark1 = { 45 43 4B 34 30 00 00 00 }
        $mark2 = { 45 43 4B 36 42 00 00 00 }
        $mark4 = { 45 43 53 32 20 00 00 00 }
        $mark5 = { 45 43 53 34 30 00 00 00 }
        $mark6 = { 45 43 53 36 42 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x324B4345 and uint32(@mark0[i] + 4) == 0x20 and @mark0[i] + 8 + 3 * uint32(@mark0[i] + 4) <= filesize ) or
        for any i in (1..#mark1) : ( uint32(@mark1[i]) == 0x344B4345 and uint32(@mark1[i] + 4) == 0x30 and @mark1[i] + 8 + 3 * uint32(@mark1[i] + 4) <= filesize ) or
        for any i in (1..#mark2) : ( uint32(@mark2[i]) == 0x364B4345 and uint32(@mark2[i] + 4) == 0x42 and @mark2[i] + 8 + 3 * uint32(@mark2[i] + 4) <= filesize ) or
        for any i in (1..#mark4) : ( uint32(@mark4[i]) == 0x32534345 and uint32(@mark4[i] + 4) == 0x20 and @mark4[i] + 8 + 3 * uint32(@mark4[i] + 4) <= filesize ) or
        for any i in (1..#mark5) : ( uint32(@mark5[i]) == 0x34534345 and uint32(@mark5[i] + 4) == 0x30 and @mark5[i] + 8 + 3 * uint32(@mark5[i] + 4) <= filesize ) or
        for any i in (1..#mark6) : ( uint32(@mark6[i]) == 0x36534345 and uint32(@mark6[i] + 4) == 0x42 and @mark6[i] + 8 + 3 * uint32(@mark6[i] + 4) <= filesize )
}

rule keyblob_cngECCFullPublicKey : file {
    meta:
        description = "ECCFULLPUBLICBLOB"
    condition:
        (uint32(0) == 0x504B4345 and uint32(4) == 0x1 and uint32(8) >= 1 and uint32(8) <= 3 and uint32(16) >= 1 and uint32(16) <= 65535 and uint32(20) >= 1 and uint32(20) <= 65535 and uint32(24) >= 1 and uint32(24) <= 65535 and filesize == 32 + 7 * uint32(16) + uint32(20) + uint32(24) + uint32(28)) or
        (uint32(0) == 0x50444345 and uint32(4) == 0x1 and uint32(8) >= 1 and uint32(8) <= 3 and uint32(16) >= 1 and uint32(16) <= 65535 and uint32(20) >= 1 and uint32(20) <= 65535 and uint32(24) >= 1 and uint32(24) <= 65535 and filesize == 32 + 7 * uint32(16) + uint32(20) + uint32(24) + uint32(28))
}

rule keyblob_cngECCFullPublicKey_embedded : embedded {
    meta:
        description = "ECCFULLPUBLICBLOB"
    strings:
        $mark0 = { 45 43 4B 50 01 00 00 00 }
        $mark1 = { 45 43 44 50 01 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x504B4345 and uint32(@mark0[i] + 4) == 0x1 and uint32(@mark0[i] + 8) >= 1 and uint32(@mark0[i] + 8) <= 3 and uint32(@mark0[i] + 16) >= 1 and uint32(@mark0[i] + 16) <= 65535 and uint32(@mark0[i] + 20) >= 1 and uint32(@mark0[i] + 20) <= 65535 and uint32(@mark0[i] + 24) >= 1 and uint32(@mark0[i] + 24) <= 65535 and @mark0[i] + 32 + 7 * uint32(@mark0[i] + 16) + uint32(@mark0[i] + 20) + uint32(@mark0[i] + 24) + uint32(@mark0[i] + 28) <= filesize ) or
        for any i in (1..#mark1) : ( uint32(@mark1[i]) == 0x50444345 and uint32(@mark1[i] + 4) == 0x1 and uint32(@mark1[i] + 8) >= 1 and uint32(@mark1[i] + 8) <= 3 and uint32(@mark1[i] + 16) >= 1 and uint32(@mark1[i] + 16) <= 65535 and uint32(@mark1[i] + 20) >= 1 and uint32(@mark1[i] + 20) <= 65535 and uint32(@mark1[i] + 24) >= 1 and uint32(@mark1[i] + 24) <= 65535 and @mark1[i] + 32 + 7 * uint32(@mark1[i] + 16) + uint32(@mark1[i] + 20) + uint32(@mark1[i] + 24) + uint32(@mark1[i] + 28) <= filesize )
}

rule keyblob_cngECCFullPrivateKey : file {
    meta:
        description = "ECCFULLPRIVATEBLOB"
    condition:
        (uint32(0) == 0x564B4345 and uint32(4) == 0x1 and uint32(8) >= 1 and uint32(8) <= 3 and uint32(16) >= 1 and uint32(16) <= 65535 and uint32(20) >= 1 and uint32(20) <= 65535 and uint32(24) >= 1 and uint32(24) <= 65535 and filesize == 32 + 7 * uint32(16) + 2 * uint32(20) + uint32(24) + uint32(28)) or
        (uint32(0) == 0x56444345 and uint32(4) == 0x1 and uint32(8) >= 1 and uint32(8) <= 3 and uint32(16) >= 1 and uint32(16) <= 65535 and uint32(20) >= 1 and uint32(20) <= 65535 and uint32(24) >= 1 and uint32(24) <= 65535 and filesize == 32 + 7 * uint32(16) + 2 * uint32(20) + uint32(24) + uint32(28))
}

rule keyblob_cngECCFullPrivateKey_embedded : embedded {
    meta:
        description = "ECCFULLPRIVATEBLOB"
    strings:
        $mark0 = { 45 43 4B 56 01 00 00 00 }
        $mark1 = { 45 43 44 56 01 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x564B4345 and uint32(@mark0[i] + 4) == 0x1 and uint32(@mark0[i] + 8) >= 1 and uint32(@mark0[i] + 8) <= 3 and uint32(@mark0[i] + 16) >= 1 and uint32(@mark0[i] + 16) <= 65535 and uint32(@mark0[i] + 20) >= 1 and uint32(@mark0[i] + 20) <= 65535 and uint32(@mark0[i] + 24) >= 1 and uint32(@mark0[i] + 24) <= 65535 and @mark0[i] + 32 + 7 * uint32(@mark0[i] + 16) + 2 * uint32(@mark0[i] + 20) + uint32(@mark0[i] + 24) + uint32(@mark0[i] + 28) <= filesize ) or
        for any i in (1..#mark1) : ( uint32(@mark1[i]) == 0x56444345 and uint32(@mark1[i] + 4) == 0x1 and uint32(@mark1[i] + 8) >= 1 and uint32(@mark1[i] + 8) <= 3 and uint32(@mark1[i] + 16) >= 1 and uint32(@mark1[i] + 16) <= 65535 and uint32(@mark1[i] + 20) >= 1 and uint32(@mark1[i] + 20) <= 65535 and uint32(@mark1[i] + 24) >= 1 and uint32(@mark1[i] + 24) <= 65535 and @mark1[i] + 32 + 7 * uint32(@mark1[i] + 16) + 2 * uint32(@mark1[i] + 20) + uint32(@mark1[i] + 24) + uint32(@mark1[i] + 28) <= filesize )
}

rule keyblob_cngDSAPublicKey : file {
    meta:
        description = "DSAPUBLICBLOB"
    condition:
        (uint32(0) == 0x42505344 and uint32(4) >= 64 and uint32(4) <= 128 and filesize == 52 + 3 * uint32(4))
}

rule keyblob_cngDSAPrivateKey : file {
    meta:
        description = "DSAPRIVATEBLOB"
    condition:
        (uint32(0) == 0x56505344 and uint32(4) >= 64 and uint32(4) <= 128 and filesize == 72 + 3 * uint32(4))
}

rule keyblob_cngDSAParameters : file {
    meta:
        description = "DSAParameters"
    condition:
        (uint32(4) == 0x4D505344 and uint32(8) >= 64 and uint32(8) <= 128 and filesize == 56 + 2 * uint32(8))
}

rule keyblob_cngDSAPublicKeyV2 : file {
    meta:
        description = "DSAPUBLICBLOB, version 2"
    condition:
        (uint32(0) == 0x32425044 and uint32(4) >= 64 and uint32(4) <= 384 and uint32(8) <= 2 and uint32(12) <= 1 and uint32(20) >= 1 and uint32(20) <= 65535 and filesize == 28 + uint32(16) + uint32(20) + 3 * uint32(4))
}

rule keyblob_cngDSAPrivateKeyV2 : file {
    meta:
        description = "DSAPRIVATEBLOB, version 2"
    condition:
        (uint32(0) == 0x32565044 and uint32(4) >= 64 and uint32(4) <= 384 and uint32(8) <= 2 and uint32(12) <= 1 and uint32(20) >= 1 and uint32(20) <= 65535 and filesize == 28 + uint32(16) + 2 * uint32(20) + 3 * uint32(4))
}

rule keyblob_cngDSAParametersV2 : file {
    meta:
        description = "DSAParameters, version 2"
    condition:
        (uint32(4) == 0x324D5044 and uint32(8) >= 64 and uint32(8) <= 384 and uint32(12) <= 2 and uint32(16) <= 1 and uint32(24) >= 1 and uint32(24) <= 65535 and filesize == 32 + uint32(20) + uint32(24) + 2 * uint32(8))
}

rule keyblob_cngDHPublicKey : file {
    meta:
        description = "DHPUBLICBLOB"
    condition:
        (uint32(0) == 0x42504844 and uint32(4) >= 64 and uint32(4) <= 512 and filesize == 8 + 3 * uint32(4))
}

rule keyblob_cngDHPrivateKey : file {
    meta:
        description = "DHPRIVATEBLOB"
    condition:
        (uint32(0) == 0x56504844 and uint32(4) >= 64 and uint32(4) <= 512 and filesize == 8 + 4 * uint32(4))
}

rule keyblob_cngDHParameters : file {
    meta:
        description = "DHParameters"
    condition:
        (uint32(4) == 0x4D504844 and uint32(8) >= 64 and uint32(8) <= 512 and filesize == 12 + 2 * uint32(8))
}

rule keyblob_mlKEMPublicKey : file {
    meta:
        description = "MLKEMPUBLICBLOB"
    condition:
        (uint32(0) == 0x504B4C4D and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x504B4D43 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8))
}

rule keyblob_mlKEMPrivateKey : file {
    meta:
        description = "MLKEMPRIVATEBLOB or MLKEMPRIVATESEEDBLOB"
    condition:
        (uint32(0) == 0x524B4C4D and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x534B4C4D and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x524B4D43 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x534B4D43 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8))
}

rule keyblob_pqdsaPublicKey : file {
    meta:
        description = "PQDSAPUBLICBLOB"
    condition:
        (uint32(0) == 0x4B505344 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x4B504D43 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x4B504853 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x4B504D4C and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x4B504D58 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8))
}

rule keyblob_pqdsaPrivateKey : file {
    meta:
        description = "PQDSAPRIVATEBLOB or PQDSAPRIVATESEEDBLOB"
    condition:
        (uint32(0) == 0x4B535344 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x53535344 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x4B534D43 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8)) or
        (uint32(0) == 0x4B534853 and uint32(4) >= 4 and uint32(4) <= 65535 and filesize == 12 + uint32(4) + uint32(8))
}

rule keyblob_pqPrivateKey : file {
    meta:
        description = "PQPrivateKeyBlob"
    condition:
        (uint32(0) == 0x52505150 and uint32(4) >= 4 and uint32(4) <= 65535 and uint32(8) >= 1 and uint32(8) <= 65535 and filesize == 12 + uint32(4) + uint32(8))
}

rule keyblob_cipherKey : file {
    meta:
        description = "CipherKeyBlob"
    condition:
        (uint32(0) == 0x10 and uint32(4) == 0x52485043 and uint32(8) >= 4 and uint32(8) <= 2147483656)
}

rule keyblob_cipherKey_embedded : embedded {
    meta:
        description = "CipherKeyBlob"
    strings:
        $mark0 = { 10 00 00 00 43 50 48 52 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x10 and uint32(@mark0[i] + 4) == 0x52485043 and uint32(@mark0[i] + 8) >= 4 and uint32(@mark0[i] + 8) <= 2147483656 )
}

rule keyblob_kdfKey : file {
    meta:
        description = "KDFKeyBlob"
    condition:
        (uint32(0) == 0x10 and uint32(4) == 0x3146444B and uint32(8) >= 4 and uint32(8) <= 65535 and filesize == 16 + uint32(8) + uint32(12))
}

rule keyblob_kdfKey_embedded : embedded {
    meta:
        description = "KDFKeyBlob"
    strings:
        $mark0 = { 10 00 00 00 4B 44 46 31 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x10 and uint32(@mark0[i] + 4) == 0x3146444B and uint32(@mark0[i] + 8) >= 4 and uint32(@mark0[i] + 8) <= 65535 and @mark0[i] + 16 + uint32(@mark0[i] + 8) + uint32(@mark0[i] + 12) <= filesize )
}

rule keyblob_protectedKey : file {
    meta:
        description = "ProtectedKeyBlob"
    condition:
        (uint32(0) == 0x10 and uint32(4) == 0x4B545250 and uint32(8) >= 4 and uint32(8) <= 65535 and filesize == 16 + uint32(8) + uint32(12))
}

rule keyblob_protectedKey_embedded : embedded {
    meta:
        description = "ProtectedKeyBlob"
    strings:
        $mark0 = { 10 00 00 00 50 52 54 4B }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x10 and uint32(@mark0[i] + 4) == 0x4B545250 and uint32(@mark0[i] + 8) >= 4 and uint32(@mark0[i] + 8) <= 65535 and @mark0[i] + 16 + uint32(@mark0[i] + 8) + uint32(@mark0[i] + 12) <= filesize )
}

rule keyblob_pkcs11RSAAESWrap : file {
    meta:
        description = "PKCS11RsaAesWrapBlob"
    condition:
        (uint32(0) == 0x57504152 and uint32(4) >= 1 and uint32(4) <= 65535 and uint32(8) >= 4 and uint32(8) <= 65535 and filesize == 16 + uint32(4) + uint32(8) + uint32(12))
}

rule keyblob_tpmLoadableKey : file {
    meta:
        description = "PcpTpmProtectedKeyBlob"
    condition:
        (uint32(0) == 0x4D54504B and uint32(4) == 0x14 and filesize == 20 + uint32(8) + uint32(12) + uint32(16))
}

rule keyblob_tpmLoadableKey_embedded : embedded {
    meta:
        description = "PcpTpmProtectedKeyBlob"
    strings:
        $mark0 = { 4B 50 54 4D 14 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x4D54504B and uint32(@mark0[i] + 4) == 0x14 and @mark0[i] + 20 + uint32(@mark0[i] + 8) + uint32(@mark0[i] + 12) + uint32(@mark0[i] + 16) <= filesize )
}

rule keyblob_tpmPersistentKey : file {
    meta:
        description = "PcpTpmPersistentKeyBlob"
    condition:
        (uint32(0) == 0x4D54504B and uint32(4) == 0xC and filesize == 12)
}

rule keyblob_tpmPersistentKey_embedded : embedded {
    meta:
        description = "PcpTpmPersistentKeyBlob"
    strings:
        $mark0 = { 4B 50 54 4D 0C 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x4D54504B and uint32(@mark0[i] + 4) == 0xC and @mark0[i] + 12 <= filesize )
}

rule keyblob_pcpKey : file {
    meta:
        description = "PCP_KEY_BLOB"
    condition:
        (uint32(0) == 0x4D504350 and uint32(4) == 0x14 and uint32(8) == 0x1 and filesize == 20 + uint32(16))
}

rule keyblob_pcpKey_embedded : embedded {
    meta:
        description = "PCP_KEY_BLOB"
    strings:
        $mark0 = { 50 43 50 4D 14 00 00 00 01 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x4D504350 and uint32(@mark0[i] + 4) == 0x14 and uint32(@mark0[i] + 8) == 0x1 and @mark0[i] + 20 + uint32(@mark0[i] + 16) <= filesize )
}

rule keyblob_pcp20Key : file {
    meta:
        description = "PCP_20_KEY_BLOB"
    condition:
        (uint32(0) == 0x4D504350 and uint32(4) == 0x34 and uint32(8) == 0x2 and filesize == 52 + uint32(16) + uint32(20) + uint32(24) + uint32(28) + uint32(32) + uint32(36) + uint32(40) + uint32(44) + uint32(48)) or
        (uint32(0) == 0x4D504350 and uint32(4) == 0x36 and uint32(8) == 0x2 and filesize == 54 + uint32(16) + uint32(20) + uint32(24) + uint32(28) + uint32(32) + uint32(36) + uint32(40) + uint32(44) + uint32(48)) or
        (uint32(0) == 0x4D504350 and uint32(4) == 0x38 and uint32(8) == 0x2 and filesize == 56 + uint32(16) + uint32(20) + uint32(24) + uint32(28) + uint32(32) + uint32(36) + uint32(40) + uint32(44) + uint32(48))
}

rule keyblob_pcp20Key_embedded : embedded {
    meta:
        description = "PCP_20_KEY_BLOB"
    strings:
        $mark0 = { 50 43 50 4D 34 00 00 00 02 00 00 00 }
        $mark1 = { 50 43 50 4D 36 00 00 00 02 00 00 00 }
        $mark2 = { 50 43 50 4D 38 00 00 00 02 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x4D504350 and uint32(@mark0[i] + 4) == 0x34 and uint32(@mark0[i] + 8) == 0x2 and @mark0[i] + 52 + uint32(@mark0[i] + 16) + uint32(@mark0[i] + 20) + uint32(@mark0[i] + 24) + uint32(@mark0[i] + 28) + uint32(@mark0[i] + 32) + uint32(@mark0[i] + 36) + uint32(@mark0[i] + 40) + uint32(@mark0[i] + 44) + uint32(@mark0[i] + 48) <= filesize ) or
        for any i in (1..#mark1) : ( uint32(@mark1[i]) == 0x4D504350 and uint32(@mark1[i] + 4) == 0x36 and uint32(@mark1[i] + 8) == 0x2 and @mark1[i] + 54 + uint32(@mark1[i] + 16) + uint32(@mark1[i] + 20) + uint32(@mark1[i] + 24) + uint32(@mark1[i] + 28) + uint32(@mark1[i] + 32) + uint32(@mark1[i] + 36) + uint32(@mark1[i] + 40) + uint32(@mark1[i] + 44) + uint32(@mark1[i] + 48) <= filesize ) or
        for any i in (1..#mark2) : ( uint32(@mark2[i]) == 0x4D504350 and uint32(@mark2[i] + 4) == 0x38 and uint32(@mark2[i] + 8) == 0x2 and @mark2[i] + 56 + uint32(@mark2[i] + 16) + uint32(@mark2[i] + 20) + uint32(@mark2[i] + 24) + uint32(@mark2[i] + 28) + uint32(@mark2[i] + 32) + uint32(@mark2[i] + 36) + uint32(@mark2[i] + 40) + uint32(@mark2[i] + 44) + uint32(@mark2[i] + 48) <= filesize )
}

rule keyblob_dpapi : file {
    meta:
        description = "DPAPI BLOB"
    condition:
        (uint32(0) == 0x1 and uint32(4) == 0xDF9D8CD0 and uint16(8) == 0x1501 and uint16(10) == 0x11D1 and uint32(12) == 0xC0007A8C and uint32(16) == 0xEB97C24F and uint32(20) == 0x1)
}

rule keyblob_dpapi_embedded : embedded {
    meta:
        description = "DPAPI BLOB"
    strings:
        $mark0 = { 01 00 00 00 D0 8C 9D DF 01 15 D1 11 8C 7A 00 C0 4F C2 97 EB 01 00 00 00 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x1 and uint32(@mark0[i] + 4) == 0xDF9D8CD0 and uint16(@mark0[i] + 8) == 0x1501 and uint16(@mark0[i] + 10) == 0x11D1 and uint32(@mark0[i] + 12) == 0xC0007A8C and uint32(@mark0[i] + 16) == 0xEB97C24F and uint32(@mark0[i] + 20) == 0x1 )
}

rule keyblob_masterKeyFile : file {
    meta:
        description = "master key file"
    condition:
        (uint32(0) == 0x2 and uint32(4) == 0x0 and uint32(8) == 0x0 and filesize == 128 + uint32(96) + uint32(104) + uint32(112) + uint32(120))
}

rule keyblob_clientWrapKeyPair : file {
    meta:
        description = "ClientWrap key pair"
    condition:
        (uint32(0) == 0x2 and uint32(4) == 0x494 and uint8(12) == 0x7 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0x2400 and uint32(20) == 0x32415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + 2 * ( uint32(24) \ 8 ) + 5 * ( ( uint32(24) \ 8 + 1 ) \ 2 ) + uint32(8)) or
        (uint32(0) == 0x2 and uint32(4) == 0x494 and uint8(12) == 0x7 and uint8(13) == 0x2 and uint16(14) == 0x0 and uint32(16) == 0xA400 and uint32(20) == 0x32415352 and uint32(24) >= 384 and uint32(24) <= 16384 and uint32(28) >= 3 and filesize == 32 + 2 * ( uint32(24) \ 8 ) + 5 * ( ( uint32(24) \ 8 + 1 ) \ 2 ) + uint32(8))
}

rule keyblob_clientWrapKeyPair_embedded : embedded {
    meta:
        description = "ClientWrap key pair"
    strings:
        $mark0 = { 02 00 00 00 94 04 00 00 ?? ?? ?? ?? 07 02 00 00 00 24 00 00 52 53 41 32 }
        $mark1 = { 02 00 00 00 94 04 00 00 ?? ?? ?? ?? 07 02 00 00 00 A4 00 00 52 53 41 32 }
    condition:
        for any i in (1..#mark0) : ( uint32(@mark0[i]) == 0x2 and uint32(@mark0[i] + 4) == 0x494 and uint8(@mark0[i] + 12) == 0x7 and uint8(@mark0[i] + 13) == 0x2 and uint16(@mark0[i] + 14) == 0x0 and uint32(@mark0[i] + 16) == 0x2400 and uint32(@mark0[i] + 20) == 0x32415352 and uint32(@mark0[i] + 24) >= 384 and uint32(@mark0[i] + 24) <= 16384 and uint32(@mark0[i] + 28) >= 3 and @mark0[i] + 32 + 2 * ( uint32(@mark0[i] + 24) \ 8 ) + 5 * ( ( uint32(@mark0[i] + 24) \ 8 + 1 ) \ 2 ) + uint32(@mark0[i] + 8) <= filesize ) or
        for any i in (1..#mark1) : ( uint32(@mark1[i]) == 0x2 and uint32(@mark1[i] + 4) == 0x494 and uint8(@mark1[i] + 12) == 0x7 and uint8(@mark1[i] + 13) == 0x2 and uint16(@mark1[i] + 14) == 0x0 and uint32(@mark1[i] + 16) == 0xA400 and uint32(@mark1[i] + 20) == 0x32415352 and uint32(@mark1[i] + 24) >= 384 and uint32(@mark1[i] + 24) <= 16384 and uint32(@mark1[i] + 28) >= 3 and @mark1[i] + 32 + 2 * ( uint32(@mark1[i] + 24) \ 8 ) + 5 * ( ( uint32(@mark1[i] + 24) \ 8 + 1 ) \ 2 ) + uint32(@mark1[i] + 8) <= filesize )
}

rule keyblob_containerRSAPublicKey : file {
    meta:
        description = "container RSA public key"
    condition:
        (uint32(0) == 0x31415352 and uint32(8) >= 384 and uint32(8) <= 16384 and uint32(16) >= 3 and filesize == 28 + ( uint32(8) \ 8 ))
}

rule keyblob_containerRSAPrivateKey : file {
    meta:
        description = "container RSA private key"
    condition:
        (uint32(0) == 0x32415352 and uint32(8) >= 384 and uint32(8) <= 16384 and uint32(16) >= 3)
}
