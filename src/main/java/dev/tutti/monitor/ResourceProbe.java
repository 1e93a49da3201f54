package dev.tutti.monitor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Reads what the process and its machine take. For one thread at a time. */
final class ResourceProbe {
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Path data;
  private final LoopLag lag;
  private long collected = collectionMillis();

  ResourceProbe(Path data, LoopLag lag) {
    this.data = data;
    this.lag = lag;
  }

  ResourceSample sample() {
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long before = collected;
    collected = collectionMillis();
    boolean unix = machine instanceof UnixOperatingSystemMXBean;
    return new ResourceSample(
        Math.max(0, machine.getProcessCpuLoad()),
        Math.max(0, machine.getCpuLoad()),
        heap.getUsed(),
        Math.max(0, heap.getMax()),
        ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed() + directBytes(),
        Duration.ofMillis(Math.max(0, collected - before)),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        lag.takeLongest(),
        unix ? ((UnixOperatingSystemMXBean) machine).getOpenFileDescriptorCount() : 0,
        unix ? ((UnixOperatingSystemMXBean) machine).getMaxFileDescriptorCount() : 0,
        data.toFile().getUsableSpace(),
        dataSize());
  }

  private static long collectionMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(pool -> Math.max(0, pool.getMemoryUsed()))
        .sum();
  }

  /** The database and its log are files of the folder itself; what vanishes meanwhile counts 0. */
  private long dataSize() {
    try (var files = Files.list(data)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException _) {
      return 0;
    }
  }
}
