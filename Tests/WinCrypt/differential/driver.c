/* usage: differential TRANSCRIPT SEED FIRST EPISODES [flush]
 *
 * Runs so many episodes, from number FIRST on, and writes a line for each call. `flush` for the last lines before a crash.
 */
#include "driver.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    int (*step)(void);
    uint32_t weight;
} steps[] = {
    {step_genkey, 5},       {step_derive, 8},         {step_destroy_key, 5},     {step_duplicate_key, 4},
    {step_user_key, 4},     {step_get_key_param, 12}, {step_set_key_param, 12},  {step_import, 12},
    {step_export, 12},      {step_encrypt, 16},       {step_decrypt, 8},         {step_round_trip, 5},
    {step_random, 2},       {step_create_hash, 9},    {step_destroy_hash, 4},    {step_duplicate_hash, 4},
    {step_hash_data, 11},   {step_hash_session_key, 4}, {step_get_hash_param, 12}, {step_set_hash_param, 5},
    {step_sign, 6},         {step_verify, 4},         {step_context, 4},         {step_container, 4},
    {step_provider_param, 6}, {step_providers, 3},    {step_schannel, 4},
};

static void take_step(void) {
    uint32_t total = 0, chosen;
    size_t i;
    int tries;
    for (i = 0; i < COUNT(steps); i++) total += steps[i].weight;
    for (tries = 0; tries < 20; tries++) {
        chosen = below(total);
        for (i = 0; chosen >= steps[i].weight; i++) chosen -= steps[i].weight;
        if (steps[i].step()) return;
    }
}

static void run_episode(uint64_t seed, uint32_t episode) {
    uint32_t step, length;
    draw_for(seed, episode, 0);
    at(episode, 0);
    length = 20 + below(41);
    open_context();
    if (context.handle) import_pairs();
    for (step = 1; context.handle && step <= length; step++) {
        draw_for(seed, episode, step);
        at(episode, step);
        take_step();
    }
    draw_for(seed, episode, step);
    at(episode, step);
    close_context();
}

int main(int count, char **arguments) {
    uint64_t seed;
    uint32_t first, episodes, i;
    if (count < 5) {
        fprintf(stderr, "usage: differential TRANSCRIPT SEED FIRST EPISODES [flush]\n");
        return 64;
    }
    seed = strtoul(arguments[2], NULL, 0);
    first = (uint32_t)strtoul(arguments[3], NULL, 0);
    episodes = (uint32_t)strtoul(arguments[4], NULL, 0);
    open_transcript(arguments[1], count > 5);
    open_anchors();
    for (i = 0; i < episodes; i++) run_episode(seed, first + i);
    close_anchors();
    close_transcript();
    return 0;
}
