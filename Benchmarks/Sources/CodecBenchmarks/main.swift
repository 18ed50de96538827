// Measures the codec against hand-written C, after making sure that both are equally strict.
import BenchmarkRunner

Runner.run(
    parseBenchmarks + serializeBenchmarks + batchBenchmarks + openSSLBenchmarks,
    title: "KeyBlob against hand-written C; both accept and refuse the same of \(agreement()) BLOBs of each format")
