// An M/M/10 queue in simjs: customers a second of this process, and the mean wait.
globalThis.window = globalThis; // The package puts itself there and exports nothing.
await import('simjs');
const { Entity, Facility, Random, Sim } = globalThis.Sim;

const [customers, counters, arrivals, service] = [Number(process.argv[2]), 10, 9, 1];

const sim = new Sim();
const random = new Random(1);
const hall = new Facility('counters', Facility.FCFS, counters);
let waited = 0;
let served = 0;

class Door extends Entity {
  start() {
    this.come(0);
  }

  come(count) {
    if (count === customers) return;
    this.setTimer(random.exponential(arrivals)).done(() => {
      const came = this.time();
      const takes = random.exponential(service);
      this.useFacility(hall, takes).done(() => {
        waited += this.time() - came - takes;
        served += 1;
      });
      this.come(count + 1);
    });
  }
}

sim.addEntity(Door);
const begun = process.cpuUsage().user;
sim.simulate(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
const took = (process.cpuUsage().user - begun) / 1e6;
console.log(served / took, waited / served);
