/* Who is at the other end of a socket. */
#ifndef KEYBLOB_PEER_H
#define KEYBLOB_PEER_H

#include <stdbool.h>
#include <stdint.h>

struct kb_peer {
    int32_t process;
    uint32_t user, group;
};

/* SO_PEERCRED of a Unix socket, whose structure the C library keeps behind _GNU_SOURCE; false with errno set. */
bool kb_peer_credentials(int socket, struct kb_peer *peer);

#endif
