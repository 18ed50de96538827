import CCores
import Glibc

/// Threads for measurements.
enum Threads {
    /// Calls `body` with every number below `count`, each on a thread of its own, all beginning together. The threads are
    /// dealt out to the cores: left alone, two of them often share one for a while.
    ///
    /// - Returns: nanoseconds from the first one's beginning to the last one's end.
    static func nanoseconds(_ count: Int, _ body: (Int) -> Void) -> Double {
        withoutActuallyEscaping(body) { body in
            let gang = Gang(count, body)
            let threads = (0..<count).map { number in
                var thread = pthread_t()
                let member = Unmanaged.passRetained(Gang.Member(gang, number))
                pthread_create(
                    &thread, nil,
                    { member in
                        guard let member else { return nil }
                        Unmanaged<Gang.Member>.fromOpaque(member).takeRetainedValue().run()
                        return nil
                    }, member.toOpaque())
                return thread
            }
            for thread in threads { pthread_join(thread, nil) }
            return (gang.ends.max() ?? 0) - (gang.begins.min() ?? 0)
        }
    }
}

/// What the threads of one measurement share.
private final class Gang: @unchecked Sendable {
    // SAFETY (Sendable): each thread writes its own element of the times, which are read when all are gone.
    let body: (Int) -> Void
    let begins: UnsafeMutableBufferPointer<Double>
    let ends: UnsafeMutableBufferPointer<Double>
    private let barrier = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 1)

    init(_ count: Int, _ body: @escaping (Int) -> Void) {
        self.body = body
        begins = .allocate(capacity: count)
        ends = .allocate(capacity: count)
        pthread_barrier_init(barrier, nil, CUnsignedInt(count))
    }

    deinit {
        pthread_barrier_destroy(barrier)
        barrier.deallocate()
        begins.deallocate()
        ends.deallocate()
    }

    final class Member: Sendable {
        let gang: Gang
        let number: Int

        init(_ gang: Gang, _ number: Int) {
            self.gang = gang
            self.number = number
        }

        func run() {
            use_core(CInt(number))
            pthread_barrier_wait(gang.barrier)
            gang.begins.initializeElement(at: number, to: Measurement.now())
            gang.body(number)
            gang.ends.initializeElement(at: number, to: Measurement.now())
        }
    }
}
