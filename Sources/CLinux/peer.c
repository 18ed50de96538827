#define _GNU_SOURCE
#include "peer.h"

#include <sys/socket.h>

bool kb_peer_credentials(int socket, struct kb_peer *peer) {
    struct ucred credentials;
    socklen_t size = sizeof credentials;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return false;
    *peer = (struct kb_peer){credentials.pid, credentials.uid, credentials.gid};
    return true;
}
