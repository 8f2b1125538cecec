package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/** What all deployers of one provider see. */
final class MemoryCloud implements ProviderFaults {
  private final Map<String, MemoryService> services = new ConcurrentSkipListMap<>();
  private final Map<ServiceName, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final List<Duration> refused = new ArrayList<>();
  private Optional<Fault> fault = Optional.empty();
  private long begin;

  ReentrantLock lock(ServiceName name) {
    return locks.computeIfAbsent(name, key -> new ReentrantLock());
  }

  Optional<MemoryService> at(ServiceName name) {
    return Optional.ofNullable(services.get(name.value()));
  }

  Optional<MemoryService> with(ServiceId id) {
    return services.values().stream().filter(service -> service.id().equals(id)).findFirst();
  }

  Iterable<MemoryService> all() {
    return services.values();
  }

  void put(MemoryService service) {
    services.put(service.name.value(), service);
  }

  boolean remove(MemoryService service) {
    boolean was = services.remove(service.name.value(), service);
    service.stop();
    return was;
  }

  /** Forgets a service whose program goes on. */
  void forget(MemoryService service) {
    services.remove(service.name.value(), service);
  }

  /** What a request gets instead of its answer. */
  synchronized Optional<Fault> refusal() {
    if (fault.isPresent()) {
      refused.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    return fault;
  }

  @Override
  public synchronized void start(Fault next) {
    fault = Optional.of(next);
    begin = System.nanoTime();
    refused.clear();
  }

  @Override
  public synchronized void stop() {
    fault = Optional.empty();
  }

  @Override
  public synchronized List<Duration> refused() {
    return List.copyOf(refused);
  }
}
