// The page's entry: loads the application. Nothing else.

const root = document.getElementById('root');
if (root !== null) void import('./app/mountApp.ts').then(({ mountApp }) => mountApp(root));
