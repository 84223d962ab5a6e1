import Testing

@testable import Diagnosis

/// Which commands may be offered as a next check.
@Suite struct ReadOnlyCommandTests {
  @Test(
    arguments: [
      "docker compose ps -a",
      "docker inspect --format '{{.State.OOMKilled}}' CONTAINER",
      "docker inspect $(docker compose ps -aq)",
      "docker events --since 1h --filter event=kill --filter event=create",
      "docker exec CONTAINER sh -c 'df -h /data && ls -l /data'",
      "docker run --rm -v data:/data --entrypoint ls image -l /data",
      "docker logs CONTAINER 2>&1 | grep -i error | tail -20",
      "curl -s http://a:8080/v1/nodes 2>/dev/null | head -1",
      "curl -s http://a:8080/v1/graphql -d '{\"query\":\"{ Aggregate { X { meta { count } } } }\"}'",
      "for n in a b; do curl -s http://$n/v1/nodes; done",
      "docker exec db psql -U postgres -c 'select count(*) from pg_stat_activity'",
      "docker exec cache redis-cli CONFIG GET dir",
      "docker exec db redis-check-aof /data/a.aof",
      "sysctl vm.max_map_count",
      "docker compose config",
    ])
  func looking(command: String) {
    #expect(ReadOnlyCommand.isReadOnly(command))
  }

  @Test(
    arguments: [
      "", "   ", "'",
      "docker compose restart db",
      "docker compose config -o docker-compose.yml",
      "docker compose logs > all.log",
      "docker run -v data:/data image ls",
      "docker run --rm image rm -rf /data",
      "docker exec db redis-check-aof --fix /data/a.aof",
      "docker exec cache redis-cli CONFIG SET save ''",
      "docker exec cache redis-cli FLUSHALL",
      "docker exec db psql -c 'select 1; drop table x'",
      "docker exec db psql -c 'select pg_terminate_backend(1)'",
      "docker volume rm data",
      "docker system prune",
      "docker ps; rm -rf /var/lib/x",
      "docker ps && rm x", "docker ps | sh", "docker ps & rm x",
      "echo `rm x`", "echo $(rm x)", "echo \"$(rm x)\"", "cat <(rm x)",
      "sh -c 'rm x'", "sh script.sh", "env X=1 rm x", "command rm x",
      "curl -X DELETE http://a/v1/schema/X", "curl -XPOST http://a/v1/objects",
      "curl -s http://a/v1/objects -d '{}'", "curl -s -T file http://a/",
      "curl -s http://a/ -o /etc/passwd", "curl --upload-file x http://a/",
      "wget http://a/x", "sed -i s/a/b/ file", "sort -o file file", "date -s 12:00",
      "sysctl -w vm.max_map_count=1", "(docker ps)", "docker inspect <<x",
    ])
  func changingOrUnknown(command: String) {
    #expect(!ReadOnlyCommand.isReadOnly(command))
  }
}
