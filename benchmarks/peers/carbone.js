// carbone's best public use: the template path is set once, one render call per document.
// Arguments: template.docx contexts.json output-folder rounds. Prints CPU and wall seconds per document, a line a round.
const fs = require('fs');
const path = require('path');
const carbone = require('carbone');

const [template, contextsFile, output, rounds] = process.argv.slice(2);
const contexts = JSON.parse(fs.readFileSync(contextsFile, 'utf8'));
carbone.set({ templatePath: path.dirname(template), lang: 'en' });

function render(context) {
  return new Promise((resolve, reject) => {
    carbone.render(path.basename(template), context, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

(async () => {
  fs.writeFileSync(path.join(output, 'first.docx'), await render(contexts[0]));
  for (let round = 0; round < Number(rounds); round += 1) {
    const wall = process.hrtime.bigint();
    const cpu = process.cpuUsage();
    for (let i = 0; i < contexts.length; i += 1) {
      fs.writeFileSync(path.join(output, `${i}.docx`), await render(contexts[i]));
    }
    const used = process.cpuUsage(cpu);
    const seconds = (used.user + used.system) / 1e6 / contexts.length;
    console.log(JSON.stringify({ cpu: seconds, wall: Number(process.hrtime.bigint() - wall) / 1e9 / contexts.length }));
  }
  process.exit(0);
})();
